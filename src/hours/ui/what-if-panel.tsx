import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { CallRefused } from '../../core/call.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Fault } from '../../web/kit/fault.tsx';
import { errorsOf } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { MonthHours } from '../month-hours.ts';
import { whatIfApi } from '../what-if-api.ts';
import { ChangeFields, changeNames } from './what-if-change.tsx';
import { changeOf, csdmWork, draftKinds, newDraft, type Draft } from './what-if-draft.ts';
import { WhatIfResult } from './what-if-result.tsx';
import styles from './what-if.module.css';

/** Prices the month with other hours or work beside what it comes to. It is only thought: nothing of it is written. */
export function WhatIfPanel({
  hours,
  today,
}: {
  readonly hours: MonthHours;
  readonly today: string;
}): ReactNode {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const made = useRef(0);
  const list = useRef<HTMLUListElement>(null);
  const offer = useRef<HTMLButtonElement>(null);
  const groups = useAnswer(clientsApi.listTechnologyGroups, {}, { when: drafts.length > 0 });
  const whole = drafts.flatMap((draft) => {
    const change = changeOf(draft);
    return change ? [{ key: draft.key, change }] : [];
  });
  const { clientId: client, month, contractId: contract } = hours;
  const priced = useAnswer(
    whatIfApi.priceWhatIf,
    { params: { client, month }, query: { contract }, body: { changes: whole.map(({ change }) => change) } },
    { when: whole.length > 0, keeps: true },
  );
  const errors = priced.error instanceof CallRefused ? errorsOf(priced.error.faults) : {};
  /** Why a change cannot be, by its field. */
  const refusedAt = (key: number, field: string): string | undefined =>
    errors[`changes.${whole.findIndex((one) => one.key === key)}.${field}`];
  const add = (kind: Draft['kind']): void => {
    made.current += 1;
    const day = today.startsWith(month) ? today : `${month}-01`;
    setDrafts([...drafts, newDraft(made.current, kind, hours, day)]);
  };
  const remove = (key: number): void => {
    setDrafts(drafts.filter((one) => one.key !== key));
    offer.current?.focus();
  };
  const newest = drafts.at(-1)?.key;
  useEffect(() => {
    if (newest !== undefined) list.current?.querySelector<HTMLElement>('li:last-child input')?.focus();
  }, [newest]);
  const works = [
    { value: csdmWork, label: 'CSDM' },
    ...(groups.data ?? []).map(({ id, name }) => ({ value: String(id), label: `CSE, ${name}` })),
  ];
  return (
    <Panel title="What if">
      <p className={styles['words']}>
        {drafts.length === 0
          ? 'See what this month would come to with other hours or other work, beside what it comes to now.'
          : 'Only thought of: nothing here is saved, and the client sees none of it.'}
      </p>
      {drafts.length > 0 && (
        <ul ref={list} className={styles['changes']}>
          {drafts.map((draft) => (
            <li key={draft.key}>
              <ChangeFields
                draft={draft}
                hours={hours}
                works={works}
                refusedAt={(field) => refusedAt(draft.key, field)}
                onChange={(next) => setDrafts(drafts.map((one) => (one.key === next.key ? next : one)))}
              />
              <Button variant="subtle" size="compact-sm" onClick={() => remove(draft.key)}>
                Remove<span className="for-reader"> {changeNames[draft.kind]}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['offers']} role="group" aria-label="Add to the what-if">
        {draftKinds.map((kind, index) => (
          <Button
            key={kind}
            ref={index === 0 ? offer : null}
            variant="default"
            size="compact-sm"
            onClick={() => add(kind)}
          >
            {changeNames[kind]}
          </Button>
        ))}
      </div>
      {whole.length > 0 &&
        (Object.keys(errors).length > 0 ? (
          <p role="alert" className={styles['refused']}>
            This cannot be priced yet: put right what is marked.
          </p>
        ) : priced.error ? (
          <Fault error={priced.error} retry={() => void priced.refetch()} />
        ) : (
          <Loaded answer={priced} lines={4}>
            {(found) => <WhatIfResult found={found} />}
          </Loaded>
        ))}
    </Panel>
  );
}
