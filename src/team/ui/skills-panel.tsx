import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import { supervisor } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import type { Person } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { teamApi } from '../api.ts';
import { skillLevels, type Skill, type SkillLevel } from '../skill.ts';
import styles from './skills-panel.module.css';

/** Who knows which technology group how well: engineers by name, a column for each group. A supervisor sets what is in a cell. */
export function Skills(): ReactNode {
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const skills = useAnswer(teamApi.listSkills, {});
  const sets = useMay(supervisor);
  const [cell, setCell] = useState<Cell | null>(null);
  return (
    <Loaded answer={skills} lines={6}>
      {(skills) => {
        const engineers = (people.data?.items ?? []).filter(
          ({ id, roles, active }) =>
            active && (roles.includes('cse') || skills.some(({ personId }) => personId === id)),
        );
        if (people.data && engineers.length === 0)
          return (
            <EmptyState title="No engineers yet">
              Whoever holds the role of CSE stands here, with the technology groups they know.
            </EmptyState>
          );
        return (
          <>
            <div className={styles['scroll']}>
              <table className={styles['table']}>
                <caption className="for-reader">Skills by technology group</caption>
                <thead>
                  <tr>
                    <th scope="col">Engineer</th>
                    {groups.data?.map(({ id, name }) => (
                      <th key={id} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {engineers.map((person) => (
                    <tr key={person.id}>
                      <th scope="row">{person.name}</th>
                      {groups.data?.map((group) => {
                        const skill = skills.find(
                          (one) => one.personId === person.id && one.technologyGroup === group.id,
                        );
                        return (
                          <td key={group.id} data-head={group.name}>
                            {sets ? (
                              <Button
                                variant="subtle"
                                color="gray"
                                size="compact-sm"
                                onClick={() => setCell({ person, group, skill: skill ?? null })}
                              >
                                {skill ? levelWords[skill.level] : 'not set'}
                                <span className="for-reader">
                                  : {person.name}, {group.name}
                                </span>
                              </Button>
                            ) : skill ? (
                              levelWords[skill.level]
                            ) : (
                              <span className="quiet">not set</span>
                            )}
                            {skill && skill.qualification !== '' && (
                              <small className="note">
                                {skill.qualification}
                                {skill.expires && `, until ${dayWords(skill.expires)}`}
                              </small>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {cell && <SkillDialog cell={cell} onClose={() => setCell(null)} />}
          </>
        );
      }}
    </Loaded>
  );
}

interface Cell {
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly group: TechnologyGroup;
  readonly skill: Skill | null;
}

const levelWords: Readonly<Record<SkillLevel, string>> = {
  none: 'No skill',
  knows: 'Knows it',
  'works-alone': 'Works alone',
  leads: 'Leads',
};

interface Values extends Record<string, unknown> {
  level: string;
  qualification: string;
  expires: string | null;
}

function SkillDialog({ cell, onClose }: { readonly cell: Cell; readonly onClose: () => void }): ReactNode {
  const { person, group, skill } = cell;
  const initial: Values = {
    level: skill?.level ?? 'knows',
    qualification: skill?.qualification ?? '',
    expires: skill?.expires ?? null,
  };
  const form = useActForm({
    initial,
    route: teamApi.setSkill,
    request: ({ level, qualification, expires }: Values) => {
      const chosen = skillLevels.find((one) => one === level) ?? 'knows';
      return {
        params: { person: person.id, technologyGroup: group.id },
        body: chosen === 'none' ? { level: chosen } : { level: chosen, qualification, expires },
      };
    },
    refreshes: [teamApi.listSkills, teamApi.listTeamAlarms],
    done: () => `The skill of ${person.name} in ${group.name} is set.`,
    next: onClose,
  });
  const { values, getInputProps } = form.form;
  return (
    <Dialog open title={`${person.name}: ${group.name}`} onClose={onClose}>
      <Form form={form} act={`Set the skill of ${person.name}`} onCancel={onClose}>
        <Select
          label="How well"
          data={skillLevels.map((level) => ({ value: level, label: levelWords[level] }))}
          allowDeselect={false}
          data-autofocus
          {...getInputProps('level')}
          name="level"
        />
        {values.level !== 'none' && (
          <>
            <TextInput
              label="Qualification"
              description="What an examination or a vendor attests, if anything"
              {...getInputProps('qualification')}
              name="qualification"
            />
            <DayInput
              label="Good until"
              placeholder="does not expire"
              clearable
              {...getInputProps('expires')}
              name="expires"
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
