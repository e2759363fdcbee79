import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { dayWords, hoursFigure, hoursWords, momentWords } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { plansApi } from '../api.ts';
import { demandWords } from '../evidence.ts';
import { type OccurrenceDetail } from '../occurrence.ts';
import { OccurrenceId } from '../occurrence-id.ts';
import { Checklist, occurrenceRefreshes } from './checklist-panel.tsx';
import { EvidenceDialog, EvidenceList } from './evidence-panel.tsx';
import styles from './plan.module.css';
import { ownerWords, stateTones } from './plan-words.ts';

export function OccurrencePage({ occurrence: id }: { readonly occurrence: string }): ReactNode {
  const params = { occurrence: OccurrenceId.parse(id) };
  const answer = useAnswer(plansApi.getOccurrence, { params });
  return (
    <Loaded answer={answer} whole>
      {(occurrence) => <Shown occurrence={occurrence} />}
    </Loaded>
  );
}

type Open = 'evidence' | 'waiver' | null;

function Shown({ occurrence }: { readonly occurrence: OccurrenceDetail }): ReactNode {
  const { id, row, name, state, clientName, end } = occurrence;
  const [open, setOpen] = useState<Open>(null);
  const mayWaive = useMay(lead);
  const worksTime = useMay(['csdm', 'cse']);
  const go = useGo();
  const { act, refused, busy } = useAct(plansApi.completeOccurrence, {
    refreshes: occurrenceRefreshes,
    done: () => `${name} is done.`,
  });
  const complete = () => void act({ params: { occurrence: id }, body: { evidence: null } });
  const actions: PageAction[] = [
    ...(end || state === 'blocked' ? [] : [{ label: 'Mark done', keys: 'd', run: complete, primary: true }]),
    ...(end || state === 'blocked' || occurrence.evidence === 'checklist'
      ? []
      : [{ label: 'Give evidence', keys: 'e', run: () => setOpen('evidence') }]),
    ...(worksTime ? [{ label: 'Log time', keys: 'l', run: () => go(`/app/time?occurrence=${id}`) }] : []),
    ...(!end && mayWaive ? [{ label: 'Waive', keys: 'w', run: () => setOpen('waiver') }] : []),
  ];
  return (
    <>
      <PageHeader
        title={`${row} ${name}`}
        crumbs={[{ label: 'Planned work', to: '/app/work' }]}
        actions={actions}
      >
        <p className={styles['about']}>
          {clientName}, due {dayWords(occurrence.dueDay)}
          <StatePill tone={stateTones[state]}>{state}</StatePill>
        </p>
      </PageHeader>
      {!busy && <RefusalNotice error={refused} />}
      <div className={styles['parts']}>
        <div className={styles['stack']}>
          {occurrence.checklist.length > 0 && <Checklist occurrence={occurrence} />}
          <Panel title="Evidence">
            <p className={styles['words']}>{demandOf(occurrence)}</p>
            <EvidenceList occurrence={occurrence} />
          </Panel>
          <Time occurrence={occurrence} />
        </div>
        <About occurrence={occurrence} />
      </div>
      {open === 'evidence' && <EvidenceDialog occurrence={occurrence} onClose={() => setOpen(null)} />}
      {open === 'waiver' && (
        <ReasonDialog
          title={`Waive ${name}`}
          act={`Waive ${name}`}
          label="Why it need not be done"
          route={plansApi.waiveOccurrence}
          request={(reason) => ({ params: { occurrence: id }, body: { reason } })}
          refreshes={occurrenceRefreshes}
          done={() => `${name} is waived.`}
          onClose={() => setOpen(null)}
        >
          <p className={styles['words']}>
            It stays on record with your name, and the client sees it as waived.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

function demandOf({ evidence, evidenceWords: words, waitsFor }: OccurrenceDetail): string {
  if (evidence === null) return 'This activity demands no evidence.';
  const demanded = `Evidence it demands: ${demandWords(evidence, words)}.`;
  return waitsFor === null || evidence === 'statement'
    ? demanded
    : `${demanded} Until ${waitsFor} are part of Tandem, a link or a file stands for it.`;
}

function Time({ occurrence }: { readonly occurrence: OccurrenceDetail }): ReactNode {
  const { timeZone } = useMe().provider;
  const { time, minutes, minutesSpent } = occurrence;
  return (
    <Panel title="Time">
      <p className={styles['words']}>
        {hoursWords(minutesSpent)} of an estimate of {hoursWords(minutes)}.
      </p>
      {time.length > 0 && (
        <ul className={styles['lines']}>
          {time.map((entry) => (
            <li key={entry.id}>
              <span>
                {entry.personName}, {entry.subject}
              </span>
              <span className={styles['when']}>
                {momentWords(entry.startedAt, timeZone)}, {hoursFigure(entry.minutes)} h
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function About({ occurrence }: { readonly occurrence: OccurrenceDetail }): ReactNode {
  const { timeZone } = useMe().provider;
  const {
    owner,
    technologyGroup,
    responsible,
    ruleDay,
    dueDay,
    cause,
    blocked,
    home,
    waitsFor,
    holdsUp,
    end,
  } = occurrence;
  return (
    <Panel title="What was planned">
      <Facts
        facts={{
          Owner: technologyGroup === null ? ownerWords[owner] : `${ownerWords[owner]} of ${technologyGroup}`,
          'Who does it': responsible.map(({ name }) => name).join(', ') || null,
          ...(cause === null ? {} : { 'What came': cause }),
          ...(ruleDay === dueDay ? {} : { 'Planned for': dayWords(ruleDay) }),
          Due: dayWords(dueDay),
          Section: occurrence.section,
          'Where it lives': waitsFor === null ? home : `waits for ${waitsFor}`,
          ...(blocked === null ? {} : { Blocked: blocked }),
          ...(holdsUp === null ? {} : { 'What it holds up': holdsUp }),
          ...(end === null
            ? {}
            : {
                [end.kind === 'done' ? 'Done by' : 'Waived by']:
                  `${end.by.name}, ${momentWords(end.at, timeZone)}`,
                ...(end.reason === null ? {} : { Reason: end.reason }),
              }),
        }}
      />
    </Panel>
  );
}
