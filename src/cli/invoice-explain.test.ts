import { expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';
import { recompute } from '../hours/recompute.ts';
import { treeShown } from './invoice-explain.ts';

const world = useWorld();
const seed = seeding(world);

test('an invoice is told as a tree down to contract, packages and entries', async () => {
  const client = await seed.client('Maple Credit Union');
  const { id } = await seed.contract(client, {
    start: '2026-11-16',
    packages: [{ scope: 'standard', groups: ['network'], hours: 2, fee: 33_000 }],
  });
  await seed.entry({ client, start: '2026-11-17T15:00:00Z', minutes: 100 });
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  const { invoice } = await world.as('frank')(billingApi.closeMonth, {
    params: { contract: id, month: '2026-11' },
  });
  const tree = await world.as('frank')(billingApi.explainInvoice, { params: { invoice: invoice.number } });
  const { differences } = recompute(tree);
  expect(treeShown(tree, differences).replaceAll(/[0-9a-f-]{36}/g, '…')).toBe(`\
296.25  Invoice INV-000001, Maple Credit Union, November 2026, in USD = 165.00 + 131.25  [invoice …]
  165.00  Fee for Base package, CSDM and CSE (Network), November 2026 = 330.00 × 15 days ÷ 30 days, half up  [section 6, proration: calendar-days; package …]
    330.00  Fee of a whole month  [package …]
    15 days  Days in the contract’s term, the package’s validity and the month = 2026-11-16 to before 2026-12-01  [contract …]
    30 days  Days of November 2026 = 2026-11-01 to before 2026-12-01
    because
      60 min  Allotted by Base package, CSDM and CSE (Network) = 120 min × 15 days ÷ 30 days, half up  [section 2, proration: calendar-days; package …]
        120 min  2 h a month  [package …]
        15 days  Days in the contract’s term, the package’s validity and the month = 2026-11-16 to before 2026-12-01  [contract …]
        30 days  Days of November 2026 = 2026-11-01 to before 2026-12-01
  131.25  Overage = 45 min × 175.00 ÷ 60 min, half up  [section 2.2, rates.overage]
    45 min  Minutes
      45 min  Marek on 17 November 2026 (Firewall review): not covered by a pool = 105 min − 60 min  [entry …]
        105 min  Marek on 17 November 2026 (Firewall review), in business hours = 100 min, up to a multiple of 15 min  [entry …]
          100 min  Worked  [entry …]
            100 min  From and to = 2026-11-17T15:00:00Z to 2026-11-17T16:40:00Z  [entry …]
          15 min  Rounding increment  [section 5, roundingIncrement; contract …]
        60 min  Drawn on Base package, CSDM and CSE (Network)  [package …]
    175.00  Rate for an hour  [section 2.2, rates.overage; contract …]
    60 min  Minutes of an hour
    because
      0 min  Left of Base package, CSDM and CSE (Network) = 60 min − 60 min  [package …]
        60 min  Allotted by Base package, CSDM and CSE (Network) = 120 min × 15 days ÷ 30 days, half up  [section 2, proration: calendar-days; package …]
          120 min  2 h a month  [package …]
          15 days  Days in the contract’s term, the package’s validity and the month = 2026-11-16 to before 2026-12-01  [contract …]
          30 days  Days of November 2026 = 2026-11-01 to before 2026-12-01
        60 min  Used
          60 min  Marek on 17 November 2026 (Firewall review)  [entry …]`);

  const [fee, overage] = tree.parts;
  const forged = { ...tree, parts: [fee!, { ...overage!, value: '131.26' }] };
  expect(treeShown(forged, recompute(forged).differences)).toContain(
    '131.26  Overage = 45 min × 175.00 ÷ 60 min, half up  [section 2.2, rates.overage]  NOT EQUAL: comes to 131.25',
  );
});
