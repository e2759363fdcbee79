import { Select, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { CallRefused } from '../../core/call.ts';
import { peopleApi } from '../../people/api.ts';
import { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { daysAfter, lastDayOf } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { placeNeeded, teamApi } from '../api.ts';
import { mayBeNamed, type TeamMember } from '../designation.ts';
import { hasSkillFor } from '../skill.ts';
import type { TeamPlace } from './team-place.ts';

/** What is about to change in a place of the team. */
export type TeamChange =
  | { readonly kind: 'name' | 'deputy'; readonly place: TeamPlace }
  | { readonly kind: 'replace' | 'end'; readonly place: TeamPlace; readonly member: TeamMember };

interface Props {
  readonly client: Client;
  readonly change: TeamChange;
  readonly today: string;
  readonly onClose: () => void;
}

/** Names, replaces or ends somebody in a place of the team, from a day on. */
export function TeamDialog(props: Props): ReactNode {
  const { change, client, onClose } = props;
  return (
    <Dialog open title={`${client.name}: ${titleOf(change)}`} onClose={onClose}>
      {change.kind === 'end' ? (
        <EndForm {...props} member={change.member} />
      ) : (
        <NameForm {...props} replaced={change.kind === 'replace' ? change.member : null} />
      )}
    </Dialog>
  );
}

const refreshes = [
  teamApi.listTeam,
  teamApi.listTeamHistory,
  teamApi.listTeamGaps,
  teamApi.listTeamAlarms,
  teamApi.listDesignationReasons,
];

interface NameProps extends Props {
  readonly replaced: TeamMember | null;
}

function NameForm({ client, change, today, onClose, replaced }: NameProps): ReactNode {
  const { place, kind } = change;
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } });
  const skills = useAnswer(teamApi.listSkills, {}, { when: place.role === 'cse' });
  const initial: { personId: string | null; from: string; last: string | null; reason: string } = {
    personId: null,
    from: today,
    last: null,
    reason: '',
  };
  const form = useActForm({
    initial,
    route: teamApi.designate,
    request: ({ personId, from, last, reason }: typeof initial) => ({
      params: { client: client.id },
      body: {
        personId: PersonId.parse(personId ?? ''),
        role: place.role,
        technologyGroup: place.technologyGroup,
        deputy: kind === 'deputy' || (replaced?.deputy ?? false),
        from,
        to: last ? daysAfter(last, 1) : null,
        reason,
        ...(replaced ? { replaces: replaced.id } : {}),
      },
    }),
    refreshes,
    fieldOf: (path) => (path === '/to' ? 'last' : (path.split('/')[1] ?? '')),
    done: ({ name, from }) => `${name} is named from ${dayWords(from)}.`,
    next: onClose,
  });
  const { getInputProps, values } = form.form;
  const able = (people.data?.items ?? []).filter((person) => mayBeNamed(person, place.role));
  const name = able.find(({ id }) => id === values.personId)?.name;
  const lacksSkill =
    name !== undefined &&
    skills.data !== undefined &&
    !hasSkillFor(skills.data, { ...place, personId: PersonId.parse(values.personId ?? '') });
  return (
    <Form
      form={form}
      act={`Name ${name ?? 'somebody'} ${kind === 'deputy' ? 'deputy' : phraseOf(place)}`}
      onCancel={onClose}
    >
      <Select
        label="Who"
        description={`Active people who hold the role of ${place.role === 'csdm' ? 'CSDM' : 'CSE'}`}
        data={able.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        nothingFoundMessage="Nobody of that name holds the role"
        data-autofocus
        {...getInputProps('personId')}
        name="personId"
      />
      <DayInput
        label="First day"
        {...(replaced ? { description: `${replaced.name} holds the place until the day before` } : {})}
        {...getInputProps('from')}
        name="from"
      />
      <DayInput
        label="Last day"
        placeholder="until somebody ends it"
        clearable
        {...getInputProps('last')}
        name="last"
      />
      {lacksSkill && (
        <Textarea
          label={`Why ${name} without the skill`}
          description={`No skill in ${place.groupName} is set for ${name}; the reason stays on record`}
          autosize
          {...getInputProps('reason')}
          name="reason"
        />
      )}
    </Form>
  );
}

function EndForm({ client, member, today, onClose }: Props & { readonly member: TeamMember }): ReactNode {
  const form = useActForm({
    initial: { last: member.from > today ? member.from : today, reason: '' },
    route: teamApi.endDesignation,
    request: ({ last, reason }: { last: string; reason: string }) => ({
      params: { client: client.id, designation: member.id },
      body: { to: daysAfter(last, 1), reason },
    }),
    refreshes,
    fieldOf: (path) => (path === '/reason' ? 'reason' : 'last'),
    done: ({ name, to }) => `${name} holds the place until ${dayWords(lastDayOf(to ?? ''))}.`,
    next: onClose,
  });
  const isNeeded = form.refused instanceof CallRefused && form.refused.code === placeNeeded.code;
  return (
    <Form form={form} act={`End ${member.name} after this day`} onCancel={onClose}>
      <p className="quiet">
        It stays on record who held the place. Days already worked stay valid; for later days the person is
        named again.
      </p>
      <DayInput label="Last day" minDate={member.from} {...form.form.getInputProps('last')} name="last" />
      {(isNeeded || form.form.values.reason !== '') && (
        <Textarea
          label="Why the place is left without anybody"
          autosize
          {...form.form.getInputProps('reason')}
          name="reason"
        />
      )}
    </Form>
  );
}

function titleOf(change: TeamChange): string {
  const place = phraseOf(change.place);
  if (change.kind === 'replace') return `replace ${change.member.name} as ${place}`;
  if (change.kind === 'end') return `end ${change.member.name} as ${place}`;
  return change.kind === 'deputy' ? `name a deputy of the ${place}` : `name a ${place}`;
}

/** Example: `CSDM`, `CSE for Network`. */
const phraseOf = ({ role, groupName }: TeamPlace): string =>
  role === 'csdm' ? 'CSDM' : `CSE for ${groupName}`;
