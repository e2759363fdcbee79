import type { KeptQuote } from './quote.ts';

/** What happened with a quote, as it stands in its log. `hash` is over the event and the hash before it. */
export interface LoggedEvent {
  readonly nth: number;
  readonly act: 'drafted' | 'sent' | 'accepted';
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly about: object;
  readonly before: string;
  readonly hash: string;
}

export interface EventLog {
  readonly quote: string;
  readonly provider: string;
  readonly client: string;
  readonly events: readonly LoggedEvent[];
}

/** SHA-256 of a text, hexadecimal. */
export type Hash = (text: string) => string;

/** An acceptance as the log tells it. */
export interface Accepting {
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly option: string;
  readonly contract: string;
  readonly signedName: string;
  readonly authority: string;
  /** By which session and from where, as far as is known. */
  readonly session: string | null;
  readonly address: string | null;
}

/**
 * The log of a quote that is accepted: drafted, sent, accepted, each event sealed by the hash of the one before it; the first follows 64
 * zeros. An event's hash is the SHA-256 of its canonical JSON without `hash`, so that anybody can compute the log again.
 */
export function logOf(
  quote: Pick<KeptQuote, 'number' | 'clientName' | 'drafted' | 'validUntil' | 'options' | 'words'> & {
    readonly sent: NonNullable<KeptQuote['sent']>;
  },
  provider: string,
  accepting: Accepting,
  hash: Hash,
): EventLog {
  const { number, clientName, drafted, sent, validUntil, options, words } = quote;
  const { by, at, ...accepted } = accepting;
  const offered = canonical({ words, validUntil, options });
  const told = [
    { act: 'drafted', at: drafted.at, ...whoOf(drafted), about: { offer: hash(offered) } },
    {
      act: 'sent',
      at: sent.at,
      ...whoOf(sent),
      about: { document: sent.documentHash, availabilityAcknowledged: sent.availabilityAcknowledged },
    },
    { act: 'accepted', at, by, about: { ...accepted, document: sent.documentHash } },
  ] as const;
  let before = '0'.repeat(64);
  const events: LoggedEvent[] = [];
  for (const [index, event] of told.entries()) {
    const following = { nth: index + 1, ...event, before };
    before = hash(canonical(following));
    events.push({ ...following, hash: before });
  }
  return { quote: number, provider, client: clientName, events };
}

const whoOf = ({ by, byName }: { readonly by: string; readonly byName: string }) => ({
  by: { id: by, name: byName },
});

/**
 * JSON of one form: names in the order of their letters, no space between, what is undefined left out.
 * Example: `{ b: 1, a: [2] }` → `{"a":[2],"b":1}`.
 */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
