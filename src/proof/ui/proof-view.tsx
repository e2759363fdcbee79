import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { evidenceWords } from '../../plan/evidence.ts';
import { countWords } from '../../plan/ui/coverage-words.ts';
import { ownerWords, stateTones } from '../../plan/ui/plan-words.ts';
import { totalOf } from '../../plan/coverage.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { monthsAfter } from '../../web/kit/days.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, hoursWords, momentWords, monthWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { proofApi } from '../api.ts';
import type { Proof, ProvenOccurrence } from '../proof.ts';
import { Saves } from './proof-saves.tsx';
import styles from './proof.module.css';

interface Props {
  readonly client: string;
  readonly timeZone: string;
}

/** The coverage of a client in a period with all that it rests on, to be read, printed, or saved and handed in. */
export function ProofView({ client, timeZone }: Props): ReactNode {
  const current = useToday(timeZone).slice(0, 7);
  const [from, setFrom] = useUrlState('from', monthAfter(current, -11));
  const [to, setTo] = useUrlState('to', current);
  const request = { params: { client }, query: { from, to } };
  const proof = useAnswer(proofApi.getProof, request, { keeps: true });
  const months = Array.from({ length: monthsOffered }, (_, back) => monthAfter(current, 12 - back));
  const choices = [...new Set([...months, from, to])].map((value) => ({ value, label: monthWords(value) }));
  return (
    <div className={styles['stack']}>
      <div className={styles['period']}>
        <Select
          label="From"
          data={choices}
          value={from}
          onChange={(value) => setFrom(value ?? from)}
          allowDeselect={false}
          searchable
        />
        <Select
          label="To, this month included"
          data={choices}
          value={to}
          onChange={(value) => setTo(value ?? to)}
          allowDeselect={false}
          searchable
        />
        <Saves request={request} />
      </div>
      <Loaded answer={proof} lines={12}>
        {(proof) => <Shown proof={proof} timeZone={timeZone} />}
      </Loaded>
    </div>
  );
}

/** A year ahead and four back. */
const monthsOffered = 60;

const monthAfter = (month: string, count: number): string => monthsAfter(`${month}-01`, count).slice(0, 7);

function Shown({ proof, timeZone }: { readonly proof: Proof; readonly timeZone: string }): ReactNode {
  const { coverage, chain, occurrences } = proof;
  const byRow = Map.groupBy(occurrences, ({ row }) => row);
  if (coverage.cells.length === 0)
    return (
      <EmptyState title="Nothing was planned in this period">
        A proof shows what became of what was planned. Choose months in which a contract has a plan.
      </EmptyState>
    );
  return (
    <>
      <Panel title={`${proof.client.name}, ${monthWords(proof.from)} to ${monthWords(proof.to)}`}>
        <Facts
          facts={{
            Coverage: countWords(coverage.total),
            'As of': `${momentWords(proof.madeAt, timeZone)}, for ${proof.madeByName}`,
            Time: proof.time === 'all' ? 'all that was logged' : 'approved time',
            Plans: proof.plans.map(planWords).join('; ') || null,
            'Last seal of the record': <span className={styles['hash']}>{chain.hash}</span>,
          }}
        />
      </Panel>
      {coverage.rows.map(({ row, name, section }) => {
        const cells = coverage.cells.filter((cell) => cell.row === row);
        if (cells.length === 0) return null;
        return (
          <section key={row} className={styles['row']} aria-label={`${row} ${name}`}>
            <h2>
              {row} {name}
            </h2>
            <p className={styles['quiet']}>
              {section}: {countWords(totalOf(cells))}
            </p>
            <ul>
              {(byRow.get(row) ?? []).map((one) => (
                <Line key={one.id} occurrence={one} timeZone={timeZone} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

const planWords = ({ contractNumber, acceptance }: Proof['plans'][number]): string =>
  acceptance === null
    ? `${contractNumber}, not accepted yet`
    : `${contractNumber}, accepted by ${acceptance.byName} on ${dayWords(acceptance.at.slice(0, 10))}`;

interface LineProps {
  readonly occurrence: ProvenOccurrence;
  readonly timeZone: string;
}

function Line({ occurrence, timeZone }: LineProps): ReactNode {
  const { dueDay, state, owner, responsible, minutes, minutesSpent, end, blocked, evidenceGiven } =
    occurrence;
  const ticked = occurrence.checklist.filter(({ tickedAt }) => tickedAt !== null).length;
  return (
    <li>
      <span className={styles['top']}>
        <b>{dayWords(dueDay)}</b>
        <StatePill tone={stateTones[state]}>{state}</StatePill>
        <span className={styles['quiet']}>
          {responsible.map(({ name }) => name).join(', ') || ownerWords[owner]}, {hoursWords(minutesSpent)} of{' '}
          {hoursWords(minutes)}
        </span>
      </span>
      {end && (
        <span>
          {end.kind === 'done' ? 'Done' : 'Waived'} by {end.by.name}, {momentWords(end.at, timeZone)}
          {end.reason !== null && `: ${end.reason}`}
        </span>
      )}
      {blocked !== null && <span>{blocked}</span>}
      {occurrence.checklist.length > 0 && (
        <span>
          {ticked} of {occurrence.checklist.length} items ticked
        </span>
      )}
      {evidenceGiven.map(({ id, kind, words, link, file, givenByName, givenAt }) => (
        <span key={id}>
          <b>{evidenceWords[kind]}</b>: {words} ({givenByName}, {momentWords(givenAt, timeZone)}){' '}
          {link !== null && <a href={link}>{link}</a>}
          {file !== null && (
            <span className={styles['hash']}>
              {file.name}, SHA-256 {file.sha256}
            </span>
          )}
        </span>
      ))}
    </li>
  );
}
