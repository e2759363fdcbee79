import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { CostDraft } from '../visits/cost.ts';
import { visitsHandlers } from '../visits/handlers.ts';
import type { Visit } from './story.ts';
import type { People } from './people.ts';

const estimate: readonly CostDraft[] = [
  { kind: 'travel-time', minutes: 180 },
  { kind: 'mileage', distance: '120' },
  { kind: 'lodging', amount: '360.00' },
  { kind: 'meals', amount: '80.00' },
];

/** Sets what travel is charged at, then has the visits asked for, reviewed and approved, and says what they cost, with a receipt each. */
export async function makeVisits(
  people: People,
  clientOf: (code: string) => ClientId,
  visits: readonly Visit[],
  now: Temporal.Instant,
): Promise<void> {
  await setRates(people.acting('Sofia Marchetti', now));
  for (const visit of visits) await makeVisit(people, clientOf(visit.client), visit, now);
}

async function setRates(supervisor: Context): Promise<void> {
  for (const [currency, unit, rate] of [
    ['USD', 'mile', '0.70'],
    ['USD', 'hour', '95.00'],
    ['CAD', 'km', '0.72'],
    ['GBP', 'mile', '0.45'],
    ['GBP', 'hour', '70.00'],
  ] as const)
    await visitsHandlers.setTravelRate(supervisor, {
      params: {},
      query: {},
      body: { currency, unit, rate, from: '2020-01-01' },
    });
}

async function makeVisit(
  people: People,
  clientId: ClientId,
  { person, day, purpose, state, expenses }: Visit,
  now: Temporal.Instant,
): Promise<void> {
  const noon = day.toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '12:00' }).toInstant();
  /** Hours after the visit's noon, or now where that is still to come. */
  const at = (hours: number): Temporal.Instant => {
    const moment = noon.add({ hours });
    return Temporal.Instant.compare(moment, now) < 0 ? moment : now;
  };
  const requested = await visitsHandlers.requestSiteVisit(people.acting(person, at(-200)), {
    params: {},
    query: {},
    body: { clientId, day: day.toString(), purpose, amountExpected: '400.00' },
  });
  const id = known<'site-visit'>(requested.id);
  const of = { params: { visit: id }, query: {} };
  if (state !== 'asked')
    await visitsHandlers.reviewSiteVisit(people.acting('Sofia Marchetti', at(-170)), {
      ...of,
      body: { remotely: false, words: 'Nobody at the yard can do it for us', estimate: [...estimate] },
    });
  if (state === 'approved')
    await visitsHandlers.approveSiteVisit(people.acting('Sofia Marchetti', at(-150)), {
      ...of,
      body: { reason: '' },
    });
  for (const expense of expenses) {
    const engineer = people.acting(person, at(48));
    const added = await visitsHandlers.addExpense(engineer, {
      params: {},
      query: {},
      body: { clientId, siteVisitId: id, day: day.toString(), ...expense },
    });
    if (expense.amount !== undefined)
      await visitsHandlers.addReceipt(engineer, {
        params: { expense: known<'expense'>(added.id) },
        query: { name: `${expense.kind} ${day.toString()}.pdf` },
        body: receiptOf(`${expense.note}: ${expense.amount}`),
      });
  }
}

/** A page with one line on it, as small as a PDF can be. */
function receiptOf(words: string): Uint8Array {
  const page = `BT /F1 18 Tf 60 760 Td (${words}) Tj ET`;
  return new TextEncoder().encode(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
      `4 0 obj<</Length ${page.length}>>stream\n${page}\nendstream endobj`,
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
      'trailer<</Root 1 0 R>>',
      '%%EOF\n',
    ].join('\n'),
  );
}
