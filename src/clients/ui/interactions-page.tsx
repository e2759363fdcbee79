import { Button, Select, TextInput } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { lead, staff, workers } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { useAct } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords, momentWords } from '../../web/kit/figures.ts';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageTurner } from '../../web/kit/page-turner.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { interactionsApi } from '../interaction-api.ts';
import { interactionKinds, isOpen, type Interaction } from '../interaction.ts';
import { ClientFrame } from './client-frame.tsx';
import { groupNames } from './client-form.tsx';
import { EditInteractionForm, LogInteractionForm } from './interaction-form.tsx';
import { interactionKindWords, standing } from './interaction-words.ts';
import styles from './interactions-page.module.css';

/** What the client needed or had trouble with, what was done and said: what is open first. */
export function InteractionsPage({ client }: { readonly client: string }): ReactNode {
  const [logging, setLogging] = useState(false);
  const mayLog = useMay(workers);
  const log = { label: 'Log an interaction', keys: 'n', run: () => setLogging(true) };
  return (
    <ClientFrame client={client} part="Interactions" actions={mayLog ? [{ ...log, primary: true }] : []}>
      {(client) => (
        <>
          <Interactions client={client} {...(mayLog ? { log } : {})} />
          <Dialog open={logging} title={`With ${client.name}`} onClose={() => setLogging(false)} wide>
            <LogInteractionForm client={client} onDone={() => setLogging(false)} />
          </Dialog>
        </>
      )}
    </ClientFrame>
  );
}

type Doing = { readonly act: 'edit' | 'settle' | 'share'; readonly to: Interaction } | null;

interface Props {
  readonly client: Client;
  readonly log?: { readonly label: string; readonly run: () => void };
}

function Interactions({ client, log }: Props): ReactNode {
  const [kind, setKind] = useUrlState('kind', '');
  const [state, setState] = useUrlState('state', '');
  const [person, setPerson] = useUrlState('person', '');
  const [text, setText] = useUrlState('text', '');
  const [after, setAfter] = useUrlState('after', '');
  const [doing, setDoing] = useState<Doing>(null);
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const interactions = useAnswer(
    interactionsApi.listInteractions,
    {
      params: { client: client.id },
      query: {
        limit: 100,
        ...chosenKind(kind),
        ...(state === 'open' || state === 'settled' ? { state } : {}),
        ...(person === '' ? {} : { person: PersonId.parse(person) }),
        ...(text.trim() === '' ? {} : { text }),
        ...(after === '' ? {} : { cursor: after }),
      },
    },
    { keeps: true },
  );
  const rights = useRights(client);
  const columns = useMemo(
    () => columnsFor(client, (ids) => groupNames(groups.data, ids), rights, setDoing),
    [client, groups.data, rights],
  );
  const isFiltered = [kind, state, person, text].some((one) => one !== '');
  const filter = (set: (value: string) => void) => (value: string | null) => {
    setAfter('');
    set(value ?? '');
  };
  const next = interactions.data?.next ?? null;
  return (
    <Panel title="On record" flush>
      <Filters
        values={{ kind, state, person, text }}
        onKind={filter(setKind)}
        onState={filter(setState)}
        onPerson={filter(setPerson)}
        onText={filter(setText)}
      />
      <DataTable
        label="Interactions"
        answer={interactions}
        rowsOf={itemsOf}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          isFiltered ? (
            <EmptyState title="Nothing like that on record">
              Choose fewer filters, or search for another word.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing on record yet" {...(log ? { act: log } : {})}>
              Log what {client.name} needs or has trouble with while you hear it: press N, type what it is
              about, and Enter. What is open stays on top until it is answered.
            </EmptyState>
          )
        }
      />
      <PageTurner after={after} next={next} first="From the top" onTurn={setAfter} />
      <Doings client={client} doing={doing} onDone={() => setDoing(null)} />
    </Panel>
  );
}

const chosenKind = (text: string) => {
  const kind = interactionKinds.find((one) => one === text);
  return kind ? { kind } : {};
};

interface FiltersProps {
  readonly values: Readonly<Record<'kind' | 'state' | 'person' | 'text', string>>;
  readonly onKind: (value: string | null) => void;
  readonly onState: (value: string | null) => void;
  readonly onPerson: (value: string | null) => void;
  readonly onText: (value: string) => void;
}

function Filters({ values, onKind, onState, onPerson, onText }: FiltersProps): ReactNode {
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } }, { when: useMay(staff) });
  const colleagues = (people.data?.items ?? []).filter(({ clientId }) => clientId === null);
  return (
    <search className={styles['filters']}>
      <TextInput
        size="xs"
        aria-label="Search"
        placeholder="Search titles and words"
        value={values.text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Select
        size="xs"
        aria-label="Kind"
        placeholder="Every kind"
        clearable
        data={interactionKinds.map((value) => ({ value, label: interactionKindWords[value] }))}
        value={values.kind || null}
        onChange={onKind}
      />
      <Select
        size="xs"
        aria-label="State"
        placeholder="Open or not"
        clearable
        data={[
          { value: 'open', label: 'Open' },
          { value: 'settled', label: 'Answered or settled' },
        ]}
        value={values.state || null}
        onChange={onState}
      />
      <Select
        size="xs"
        aria-label="By whom"
        placeholder="By anybody"
        searchable
        clearable
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.person || null}
        onChange={onPerson}
      />
    </search>
  );
}

/** What the reader may do with an interaction. */
interface Rights {
  readonly edit: (interaction: Interaction) => boolean;
  readonly settle: boolean;
  readonly share: boolean;
}

function useRights({ timeZone }: Client): Rights {
  const me = useMe().person.id;
  const today = useToday(timeZone);
  const [settle, share] = [useMay(workers), useMay(lead)];
  return useMemo(
    () => ({
      edit: ({ loggedBy, loggedAt, settlement, sharedAt }) =>
        loggedBy === me && dayIn(loggedAt, timeZone) === today && settlement === null && sharedAt === null,
      settle,
      share,
    }),
    [me, today, timeZone, settle, share],
  );
}

function Doings({
  client,
  doing,
  onDone,
}: {
  readonly client: Client;
  readonly doing: Doing;
  readonly onDone: () => void;
}): ReactNode {
  if (doing === null) return null;
  const { act, to } = doing;
  if (act === 'edit')
    return (
      <Dialog open title={`Edit: ${to.title}`} onClose={onDone} wide>
        <EditInteractionForm client={client} interaction={to} onDone={onDone} />
      </Dialog>
    );
  if (act === 'share') return <ShareDialog client={client} interaction={to} onDone={onDone} />;
  const word = to.kind === 'need' ? 'Answer' : 'Settle';
  return (
    <ReasonDialog
      title={`${word}: ${to.title}`}
      act={`${word} the ${to.kind}`}
      label={to.kind === 'need' ? 'How it was answered' : 'How it was settled'}
      named="words"
      route={interactionsApi.settleInteraction}
      request={(words) => ({ params: { interaction: to.id }, body: { words } })}
      refreshes={[interactionsApi.listInteractions]}
      stale={[interactionsApi.listInteractions]}
      done={({ title }) => `${title} is no longer open.`}
      onClose={onDone}
    >
      {to.sharedAt !== null && <p>{client.name} sees your words in the portal.</p>}
    </ReasonDialog>
  );
}

function ShareDialog({
  client,
  interaction: { id, title },
  onDone,
}: {
  readonly client: Client;
  readonly interaction: Interaction;
  readonly onDone: () => void;
}): ReactNode {
  const { act, busy, refused } = useAct(interactionsApi.shareInteraction, {
    refreshes: [interactionsApi.listInteractions],
    done: () => `${client.name} sees it in the portal.`,
  });
  const share = async (): Promise<void> => {
    if (await act({ params: { interaction: id } })) onDone();
  };
  return (
    <ConfirmDialog
      open
      title={`Share “${title}” with ${client.name}?`}
      act={`Share it with ${client.name}`}
      onAct={() => void share()}
      onClose={onDone}
      busy={busy}
      refused={refused}
    >
      <p>
        Everybody of {client.name} who may sign in sees its title, its words and how it is settled. It cannot
        be edited any more, and sharing cannot be taken back.
      </p>
    </ConfirmDialog>
  );
}

const itemsOf = ({ items }: Response<typeof interactionsApi.listInteractions>): readonly Interaction[] =>
  items;

const columnsFor = (
  { timeZone }: Client,
  namesOf: (groups: Interaction['technologyGroups']) => string,
  rights: Rights,
  onDo: (doing: Doing) => void,
): readonly Column<Interaction>[] => [
  {
    head: 'What',
    width: '46%',
    onPhone: 'whole-line',
    cell: ({ title, words, settlement }) => (
      <>
        {title}
        {words !== '' && <small className={styles['words']}>{words}</small>}
        {settlement && (
          <small className={styles['words']}>
            {settlement.settledByName}, {dayWords(dayIn(settlement.settledAt, timeZone))}: {settlement.words}
          </small>
        )}
      </>
    ),
  },
  {
    head: 'Kind',
    cell: (one) => (
      <>
        {interactionKindWords[one.kind]} <Standing interaction={one} />
        {one.technologyGroups.length > 0 && <small className="note">{namesOf(one.technologyGroups)}</small>}
        {one.sharedAt !== null && (
          <small className="note">shared {dayWords(dayIn(one.sharedAt, timeZone))}</small>
        )}
      </>
    ),
  },
  {
    head: 'When',
    cell: ({ happenedAt, loggedByName, contacts }) => (
      <>
        {momentWords(happenedAt, timeZone)}
        <small className="note">
          {loggedByName}
          {contacts.length > 0 && ` with ${contacts.map(({ name }) => name).join(', ')}`}
        </small>
      </>
    ),
    sortBy: ({ happenedAt }) => happenedAt,
  },
  {
    head: '',
    onPhone: 'whole-line',
    cell: (one) => (
      <div className={styles['acts']}>
        {rights.settle && isOpen(one) && (
          <Act
            label={one.kind === 'need' ? 'Answer' : 'Settle'}
            of={one}
            run={() => onDo({ act: 'settle', to: one })}
          />
        )}
        {rights.edit(one) && <Act label="Edit" of={one} run={() => onDo({ act: 'edit', to: one })} />}
        {rights.share && one.sharedAt === null && (
          <Act label="Share" of={one} run={() => onDo({ act: 'share', to: one })} />
        )}
      </div>
    ),
  },
];

function Standing({ interaction }: { readonly interaction: Interaction }): ReactNode {
  const stands = standing(interaction);
  return stands && <StatePill tone={stands.tone}>{stands.words}</StatePill>;
}

function Act({
  label,
  of,
  run,
}: {
  readonly label: string;
  readonly of: Interaction;
  readonly run: () => void;
}): ReactNode {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={run}
      aria-label={`${label}: ${of.title}`}
    >
      {label}
    </Button>
  );
}
