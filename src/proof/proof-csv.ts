import { writeCsv } from '../core/csv.ts';
import type { Proof, ProvenEvidence } from './proof.ts';

const heads = [
  'Row',
  'Activity',
  'Section',
  'Owner',
  'Technology group',
  'Due',
  'State',
  'Responsible',
  'Ended by',
  'Ended at',
  'Reason',
  'Evidence demanded',
  'Evidence given',
  'SHA-256 of files',
  'Estimate, minutes',
  'Spent, minutes',
];

/**
 * A proof as CSV: an occurrence a line, in the order of the proof; moments in UTC. No cell is taken for a formula.
 * Example: `5,Service report,…,2026-11-30,done,Ines,Ines,2026-11-27T15:00:00Z,,published-report,…`.
 */
export function proofCsv({ occurrences, coverage }: Pick<Proof, 'occurrences' | 'coverage'>): string {
  const sections = new Map(coverage.rows.map(({ row, section }) => [row, section]));
  return writeCsv([
    heads,
    ...occurrences.map((one) => [
      String(one.row),
      one.name,
      sections.get(one.row) ?? '',
      one.owner,
      one.technologyGroup ?? '',
      one.dueDay,
      one.state,
      one.responsible.map(({ name }) => name).join('; '),
      one.end?.by.name ?? '',
      one.end?.at ?? '',
      one.end?.reason ?? one.blocked ?? '',
      one.evidence ?? '',
      one.evidenceGiven.map(evidenceLine).join('; '),
      one.evidenceGiven.flatMap(({ file }) => file?.sha256 ?? []).join('; '),
      String(one.minutes),
      String(one.minutesSpent),
    ]),
  ]);
}

const evidenceLine = ({ kind, words, link, file, givenByName }: ProvenEvidence): string =>
  [`${kind}: ${words}`, link, file?.name, `by ${givenByName}`].filter(Boolean).join(', ');
