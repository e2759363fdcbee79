import { beforeAll, describe, expect, test } from 'vitest';
import { closeMonth, signContract } from '../../test/contract.ts';
import { useTeam } from '../../test/team.ts';
import { seen, timesheet, codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { timeApi } from './api.ts';
import type { Entry } from './entry.ts';

const world = useWorld();
useTeam(world);
const { hour, log, submit, approved, edit } = timesheet(world);
const october = (from: string, to: string) =>
  hour('00:00', '01:00', { startedAt: `2026-10-20T${from}:00Z`, endedAt: `2026-10-20T${to}:00Z` });

let draft: Entry;
let waiting: Entry;
let done: Entry;
beforeAll(async () => {
  draft = await log('marek', october('13:00', '14:00'));
  waiting = await log('marek', october('14:00', '15:00'));
  done = await log('marek', october('15:00', '16:00'));
  await submit('marek', waiting);
  await approved(done);
  await closeMonth(world, await signContract(world, world.lakeside), '2026-10');
});

describe('in a closed month nothing changes', () => {
  const ofEntry = (entry: Entry) => ({ params: { entry: entry.id } });
  const because = { body: { reason: 'Late' } };

  test.each([
    ['log', () => log('marek', october('17:00', '18:00'))],
    [
      'log into its last minute',
      () =>
        log(
          'marek',
          hour('00:00', '01:00', { startedAt: '2026-11-01T04:59:00Z', endedAt: '2026-11-01T06:00:00Z' }),
        ),
    ],
    ['edit', () => edit('marek', draft, october('13:00', '13:30'))],
    ['move out', () => edit('marek', draft, hour('13:00', '14:00'))],
    ['delete', () => world.as('marek')(timeApi.deleteEntry, ofEntry(draft))],
    ['submit', () => submit('marek', draft)],
    [
      'submit the week',
      () => world.as('marek')(timeApi.submitWeek, { params: { day: '2026-10-20' }, body: {} }),
    ],
    ['approve', () => world.as('ines')(timeApi.approveEntries, { body: { entries: [seen(waiting)] } })],
    [
      'reject',
      () => world.as('ines')(timeApi.rejectEntries, { body: { entries: [seen(waiting)], reason: 'Late' } }),
    ],
    ['refer what waits', () => world.as('ines')(timeApi.referEntry, { ...ofEntry(waiting), ...because })],
    ['refer what was approved', () => world.as('ines')(timeApi.referEntry, { ...ofEntry(done), ...because })],
    ['reopen', () => world.as('sofia')(timeApi.reopenEntry, { ...ofEntry(done), ...because })],
    [
      'bill otherwise',
      () =>
        world.as('ines')(timeApi.reclassifyEntry, {
          ...ofEntry(done),
          body: { billing: 'goodwill', reason: 'Late', version: 1 },
        }),
    ],
    [
      'approve after hours',
      () => world.as('sofia')(timeApi.approveAfterHours, { ...ofEntry(done), ...because }),
    ],
  ])('%s', async (_what, call) => {
    expect(await codeOf(call())).toBe('month-closed');
  });

  test.each([
    [
      `insert into entry select provider_id, gen_random_uuid(), client_id, person_id, role, technology_group_id, started_at + interval '6 hours',
      ended_at + interval '6 hours', billing, subject_kind, subject, note, booking_id, allowed_by, allowance, null, 1, created_by, now() from entry limit 1`,
    ],
    [`update entry set note = 'changed'`],
    [`delete from entry`],
    [
      `insert into submission select provider_id, id, client_id, person_id, now() from entry on conflict do nothing`,
    ],
    [`delete from submission`],
    [`update approval set decision = 'rejected', reason = 'changed'`],
    [`delete from approval`],
    [
      `insert into after_hours_approval select provider_id, id, client_id, 'changed', person_id, now() from entry`,
    ],
    [
      `insert into reclassification select provider_id, gen_random_uuid(), id, client_id, 'service', 'goodwill', 'changed', person_id, now() from entry`,
    ],
  ])('as the owner of the tables: %s', async (statement) => {
    await expect(world.owner.query(statement)).rejects.toThrow('the month is closed for this client');
  });

  test('nor is it emptied', async () => {
    await expect(world.owner.query('truncate entry cascade')).rejects.toThrow('append-only');
  });
});

test('the month after, another client and internal time of nobody’s are free', async () => {
  // October ends at 05:00 UTC in Chicago.
  const november = hour('00:00', '01:00', {
    startedAt: '2026-11-01T05:00:00Z',
    endedAt: '2026-11-01T06:00:00Z',
  });
  expect(await codeOf(log('marek', november))).toBe('done');
  expect(await codeOf(log('priya', { ...october('13:00', '14:00'), clientId: world.harbor }))).toBe('done');
  expect(
    await codeOf(log('priya', { ...october('15:00', '16:00'), clientId: null, billing: 'internal' })),
  ).toBe('done');
});
