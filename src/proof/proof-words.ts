import type { Letterhead, PdfPage } from '../billing/letterhead.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import { monthFrom } from '../core/month.ts';
import { durationInWords, monthInWords } from '../hours/in-words.ts';
import { totalOf } from '../plan/coverage.ts';
import { evidenceWords } from '../plan/evidence.ts';
import type { Proof, ProvenOccurrence } from './proof.ts';

/** What `proof.typ` sets, as words and figures that are printed as they are. */
export interface ProofWords extends PdfPage {
  readonly client: string;
  readonly period: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly rows: readonly (readonly [row: string, name: string, counts: readonly string[]])[];
  readonly occurrences: readonly {
    readonly what: string;
    readonly due: string;
    readonly state: string;
    readonly about: string;
    readonly time: string;
  }[];
  readonly hashes: readonly (readonly [string, string])[];
}

/** The words of a proof on paper; `hash` is the SHA-256 of its canonical JSON, `fingerprint` that of the key that signs it. */
export function proofWords(
  proof: Proof,
  letterhead: Letterhead,
  { hash, fingerprint }: { readonly hash: string; readonly fingerprint: string },
): ProofWords {
  const { client, from, to, madeAt, madeByName, chain, coverage } = proof;
  const period = from === to ? month(from) : `${month(from)} to ${month(to)}`;
  return {
    ...letterhead,
    title: `Proof of coverage, ${client.name}, ${period}`,
    client: client.name,
    period,
    facts: [
      ['Made', `${madeAt.slice(0, 16).replace('T', ' ')} UTC`],
      ['By', madeByName],
      ['Time', proof.time === 'all' ? 'all that was logged' : 'approved time'],
      ['Plans', proof.plans.map(({ contractNumber }) => contractNumber).join(', ') || 'none'],
    ],
    rows: coverage.rows.flatMap(({ row, name }) => {
      const cells = coverage.cells.filter((cell) => cell.row === row);
      if (cells.length === 0) return [];
      const { done, doneWithEvidence, waived, overdue, blocked, due, planned } = totalOf(cells);
      const counts = [done + doneWithEvidence, doneWithEvidence, waived, overdue, blocked, due + planned];
      return [[String(row), name, counts.map(String)] as const];
    }),
    occurrences: proof.occurrences.map((one) => ({
      what: `${one.row} ${one.name}`,
      due: dayInWords(dayFrom(one.dueDay)),
      state: one.state,
      about: aboutWords(one),
      time: `${durationInWords(one.minutesSpent)} of ${durationInWords(one.minutes)}`,
    })),
    hashes: [
      ['Content of this proof, SHA-256', hash],
      ['Key that signed it, SHA-256', fingerprint],
      ['Last seal of the record of facts, SHA-256', chain.hash],
    ],
  };
}

function aboutWords({ end, blocked, evidenceGiven }: ProvenOccurrence): string {
  const given = evidenceGiven.map(({ kind, words, file }) =>
    [`${evidenceWords[kind]}: ${words}`, file && `${file.name} (${file.sha256.slice(0, 12)}…)`]
      .filter(Boolean)
      .join(', '),
  );
  return [end && `${end.kind} by ${end.by.name}, ${end.at.slice(0, 10)}`, end?.reason, blocked, ...given]
    .filter(Boolean)
    .join('. ');
}

const month = (text: string): string => monthInWords(monthFrom(text));
