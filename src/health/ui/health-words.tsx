import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { HealthRecord, ReasonKind } from '../health.ts';

export const reasonNames: Readonly<Record<ReasonKind, string>> = {
  hours: 'Hours',
  plan: 'Overdue activities',
  problems: 'Problems and disputes',
  calls: 'Calls and actions',
  sentiment: 'Sentiment',
};

/** A score with its word: from 75 on good, from 50 on to watch, below that at risk. */
export function HealthPill({ score }: { readonly score: number | null }): ReactNode {
  if (score === null) return <StatePill tone="neutral">not known</StatePill>;
  if (score >= 75) return <StatePill tone="ok">{score} good</StatePill>;
  return score >= 50 ? (
    <StatePill tone="warn">{score} to watch</StatePill>
  ) : (
    <StatePill tone="bad">{score} at risk</StatePill>
  );
}

/** Where the records of a kind are. */
export const recordPage = ({ kind }: HealthRecord, { id }: Pick<Client, 'id'>): string =>
  ({
    occurrence: `/app/clients/${id}/plan`,
    interaction: `/app/clients/${id}/interactions?state=open`,
    dispute: '/app/invoices',
    action: `/app/clients/${id}/calls`,
  })[kind];
