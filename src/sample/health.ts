import { healthHandlers } from '../health/handlers.ts';
import type { Sentiment } from '../health/health.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

interface Noted {
  readonly client: string;
  readonly daysAgo: number;
  readonly sentiment: Sentiment;
  readonly words: string;
}

/** The earliest first: a sentiment counts in the notes after it. */
const noted: readonly Noted[] = [
  {
    client: 'LAKE',
    daysAgo: 33,
    sentiment: 'mixed',
    words: 'Lena doubts that the hours are well spent. Agreed to go through them line by line in the review.',
  },
  {
    client: 'LAKE',
    daysAgo: 3,
    sentiment: 'good',
    words:
      'The review went well; she took the figures to her board. The printing trouble is what they talk of now.',
  },
  {
    client: 'COPPER',
    daysAgo: 5,
    sentiment: 'poor',
    words: 'Ruth is tired of being asked for consent. She wants a package that fits before she renews.',
  },
];

/** What the CSDMs noted of some relationships. */
export async function noteHealth(
  clients: readonly ClientPart[],
  clientOf: (code: string) => ClientId | undefined,
  acting: (name: string, daysAgo: number) => Context,
): Promise<void> {
  for (const { client: code, daysAgo, sentiment, words } of noted) {
    const client = clients.find((one) => one.code === code);
    const id = clientOf(code);
    if (client && id)
      await healthHandlers.noteHealth(acting(client.csdm, daysAgo), {
        params: { client: id },
        query: {},
        body: { words, sentiment },
      });
  }
}
