import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';

export type EvidenceId = Id<'evidence'>;
export const EvidenceId = idOf('evidence');

/** What can show that an activity was done. An attestation is a statement that the client makes itself. */
export const evidenceKinds = [
  'document-version',
  'published-report',
  'minutes',
  'checklist',
  'record',
  'file',
  'statement',
  'attestation',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const evidenceWords: Readonly<Record<EvidenceKind, string>> = {
  'document-version': 'document version',
  'published-report': 'published report',
  minutes: 'minutes',
  checklist: 'checklist',
  record: 'record',
  file: 'file',
  statement: 'statement',
  attestation: 'attestation by the client',
};

/** What a row demands, in a few words. Examples: "minutes of the meeting", "announcement that was delivered (record)". */
export const demandWords = (kind: EvidenceKind, words: string): string =>
  words.includes(evidenceWords[kind]) ? words : `${words} (${evidenceWords[kind]})`;

export const evidenceMissing = refusal(
  422,
  'occurrence.evidence-missing',
  'An activity is done once there is the evidence that its row demands.',
);
export const evidenceUnfit = refusal(
  422,
  'evidence.unfit',
  'Evidence other than a statement needs a file, a link or a thing of Tandem beside its words.',
);
export const attestedByClient = refusal(
  403,
  'evidence.attested-by-client',
  'An attestation is made by somebody of the client.',
);

/** An address that can be opened in a browser. */
const Link = z
  .url({ protocol: /^https?$/, error: 'a link is written like https://reports.example.com/november' })
  .max(2000);

/** A thing that Tandem keeps, such as the minutes of a meeting. */
const Thing = z.object({ kind: z.string().regex(/^[a-z-]{1,40}$/), id: z.uuid() });

/**
 * Evidence as it is given: words, and where it can be looked at. Parts of Tandem that do not exist yet keep nothing to point at: until
 * they do, a file or a link stands for it. Files are handed in by a route of their own.
 */
export const EvidenceDraft = z.strictObject({
  kind: z.enum(evidenceKinds),
  words: z.string().trim().min(1, 'say what it shows').max(4000),
  link: Link.nullable().default(null),
  thing: Thing.nullable().default(null),
});
export type EvidenceDraft = z.output<typeof EvidenceDraft>;

/** What shows that an occurrence was done: by whom and when it was given, and whether by somebody of the client. */
export const Evidence = z
  .object({
    id: EvidenceId,
    kind: z.enum(evidenceKinds),
    words: z.string(),
    link: z.string().nullable(),
    fileName: z.string().nullable(),
    thing: Thing.nullable(),
    givenBy: PersonId,
    givenByName: z.string(),
    givenAt: Moment,
    byClient: z.boolean(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.output<typeof Evidence>;

/**
 * Refuses evidence that shows nothing: words alone are a statement, an attestation is the client's own, and a checklist is ticked rather
 * than given. `hasFile` where it comes with a file.
 * Refused: `evidence.unfit`, `evidence.attested-by-client`.
 * Example: a published report with words alone is refused; with a link it is taken.
 */
export function requireFit(
  { kind, link, thing }: Pick<EvidenceDraft, 'kind' | 'link' | 'thing'>,
  { byClient, hasFile }: { readonly byClient: boolean; readonly hasFile: boolean },
): void {
  if (kind === 'attestation' && !byClient) throw new Refused(attestedByClient, attestedByClient.title);
  if (kind === 'statement' || kind === 'attestation') return;
  if (kind === 'file' ? !hasFile : !hasFile && link === null && thing === null)
    throw new Refused(
      evidenceUnfit,
      kind === 'file' ? 'Hand in the file itself.' : `Where is the ${evidenceWords[kind]} to be seen?`,
      {},
      [{ path: '/link', message: 'give a link, or hand in a file' }],
    );
}

/**
 * Whether there is what a row demands: nothing where it demands none, every item ticked of a checklist, else evidence of that kind.
 * Example: a row that demands minutes, with a statement → false.
 */
export function isEvidenced(
  demanded: EvidenceKind | null,
  given: readonly Pick<Evidence, 'kind'>[],
  checklist: readonly { readonly tickedAt: string | null }[],
): boolean {
  if (demanded === null) return true;
  if (demanded === 'checklist')
    return checklist.length > 0 && checklist.every(({ tickedAt }) => tickedAt !== null);
  return given.some(({ kind }) => kind === demanded);
}
