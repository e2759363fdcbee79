import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { planning } from '../../test/plan.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import type { ContractId } from '../contracts/contract.ts';
import { CallRefused } from '../core/call.ts';
import { meetingsApi } from '../meetings/api.ts';
import type { ClientId } from '../people/person.ts';
import { plansApi } from '../plan/api.ts';
import { onboardingsApi } from './api.ts';
import { taskReminderJob } from './jobs.ts';
import type { Onboarding } from './onboarding.ts';
import type { Phase } from './phase.ts';
import type { Task } from './task.ts';

const world = useWorld();
const { served, designate, make, buy, contractFor, firstOf, seed } = planning(world);
const { begin: beginSeries, contact, callsOf, hold } = calls(world);
const start = world.clock.now;
const { signal } = new AbortController();
afterEach(() => {
  world.clock.now = start;
});

const of = ({ id }: { readonly id: string }) => ({ params: { onboarding: id } });
const begin = (contract: ContractId, beginsOn = '2026-11-02', who: Name = 'ines') =>
  world.as(who)(onboardingsApi.beginOnboarding, { params: { contract }, body: { beginsOn } });
const show = (onboarding: Onboarding, who: Name = 'ines') =>
  world.as(who)(onboardingsApi.showOnboarding, of(onboarding));
const complete = (task: Task, said: { words?: string; link?: string } = {}, who: Name = 'ines') =>
  world.as(who)(onboardingsApi.completeOnboardingTask, { params: { task: task.id }, body: said });
const drop = (task: Task, reason = 'Not with this client', who: Name = 'ines') =>
  world.as(who)(onboardingsApi.dropOnboardingTask, { params: { task: task.id }, body: { reason } });
const close = (onboarding: Onboarding, phase: Phase, who: Name = 'ines') =>
  world.as(who)(onboardingsApi.closePhase, { params: { onboarding: onboarding.id, phase } });
const reopen = (onboarding: Onboarding, phase: Phase, reason = 'A site was forgotten') =>
  world.as('ines')(onboardingsApi.reopenPhase, {
    params: { onboarding: onboarding.id, phase },
    body: { reason },
  });
const state = (onboarding: Onboarding, criterion: string, words = 'Seen', holds = true) =>
  world.as('marek')(onboardingsApi.stateCriterion, {
    params: { onboarding: onboarding.id, criterion },
    body: { words, holds },
  });
const write = (onboarding: Onboarding, version: number, gaps = 'No inventory', who: Name = 'ines') =>
  world.as(who)(onboardingsApi.writeKickOff, {
    ...of(onboarding),
    body: {
      version,
      currentState: 'Two sites',
      painPoints: 'Outages',
      gaps,
      cadence: 'Tuesdays',
      checklists: 'Weekly checks',
    },
  });
const allTasks = ({ phases }: Onboarding) => phases.flatMap(({ tasks }) => tasks);
const taskCalled = (onboarding: Onboarding, title: string): Task => {
  const found = allTasks(onboarding).find((task) => task.title === title);
  if (!found) throw new Error(`there is no task ${title}`);
  return found;
};
const criterionOf = ({ phases }: Onboarding, key: string) =>
  phases.flatMap(({ criteria }) => criteria).find((criterion) => criterion.key === key);
const detailOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (refused: unknown) => (refused instanceof CallRefused ? refused.message : 'another fault'),
  );

let count = 0;
let client: ClientId;
let contract: ContractId;
let onboarding: Onboarding;
beforeEach(async () => {
  ({ client, contract } = await served(`Client ${++count}`));
  onboarding = await begin(contract);
});

/** Ends every task of a phase. */
const endTasks = async (phase: Phase) => {
  for (const task of allTasks(await show(onboarding)))
    if (task.phase === phase && task.end === null) await complete(task, { words: 'Done' });
};

/** Puts on record what kick-off wants, all but the tasks. */
const fulfil = async () => {
  await buy(client, 'help-desk');
  const named = await world.as('ines')(clientsApi.addContact, {
    params: { client },
    body: { name: 'Dora', email: `dora${count}@example.com`, authority: ['approve-change'] },
  });
  await write(onboarding, 0);
  await world.as('ines')(onboardingsApi.recordSuccessCriterion, {
    params: { client },
    body: {
      kind: 'kpi',
      name: 'Uptime',
      unit: '%',
      baseline: '97.2',
      target: '99.5',
      targetDay: '2027-03-31',
      owner: { side: 'client', id: named.id },
    },
  });
  return beginSeries({}, client);
};

const closeKickOff = async () => {
  const series = await fulfil();
  await endTasks('kick-off');
  await close(onboarding, 'kick-off');
  return series;
};

describe('an onboarding', () => {
  test('begins with the tasks of its package, sized by the environment, with whoever is designated', async () => {
    expect(onboarding).toMatchObject({
      package: 'standard',
      phase: 'kick-off',
      beginsOn: '2026-11-02',
      endsOn: '2026-11-16',
      daysLeft: -8,
      today: '2026-11-24',
    });
    expect(onboarding.lengthReason).toBe('30 days, as for every small environment.');
    expect(taskCalled(onboarding, 'Hold the kick-off').who?.name).toBe('Ines');
    expect(taskCalled(onboarding, 'Draw the diagrams').who?.name).toBe('Marek');
    expect(taskCalled(onboarding, 'Give access for the engineers')).toMatchObject({
      owner: 'client',
      who: null,
    });
    expect(allTasks(onboarding).some(({ title }) => title.includes('security'))).toBe(false);
    expect(onboarding.tasksLate).toBeGreaterThan(0);
  });

  test('begins for the whole environment: more devices, more days, and security tasks with a security service', async () => {
    const { client: other, contract: secured } = await served(`Secured ${count}`);
    await buy(other, 'managed-security');
    await world.owner.query('update client set device_count = 250 where id = $1', [other]);
    const begun = await begin(secured);
    expect(begun.lengthReason).toContain('10 for 250 devices (5 for every 100)');
    expect(begun.phases[1]?.endsOn).toBe('2026-12-12');
    expect(taskCalled(begun, 'Agree on how security events are told').owner).toBe('cse');
  });

  test('with CSDM time alone has no task of an engineer', async () => {
    const other = await seed.client(`Lean ${count}`);
    const lean = await contractFor(other, {
      packages: [{ scope: 'csdm-only', hours: 20, fee: 330_000, from: '2026-11-01', to: '2028-11-01' }],
    });
    const begun = await begin(lean);
    expect(begun.package).toBe('csdm-only');
    expect(allTasks(begun).some(({ owner }) => owner === 'cse')).toBe(false);
    expect(criterionOf(begun, 'cses-designated')).toMatchObject({ holds: true });
  });

  test('is begun once for a contract, one at a time for a client, and before the contract ends', async () => {
    expect(await codeOf(begin(contract))).toBe('onboarding.there');
    const later = await contractFor(client, {
      start: '2028-11-01',
      end: '2029-11-01',
      packages: [
        {
          scope: 'standard',
          groups: ['network'],
          hours: 20,
          fee: 330_000,
          from: '2028-11-01',
          to: '2029-11-01',
        },
      ],
    });
    expect(await codeOf(begin(later))).toBe('onboarding.there');
    const { contract: other } = await served(`Over ${count}`);
    expect(await codeOf(begin(other, '2028-11-01'))).toBe('onboarding.contract-over');
  });

  test('begins with what the provider published for the package; those that run keep what they have', async () => {
    const template = await world.as('ines')(onboardingsApi.showOnboardingTemplate, {
      params: { package: 'standard' },
    });
    expect(template.published).toBeNull();
    const meeting = { phase: 'kick-off' as const, title: 'Meet at the site', due: 50 };
    const publish = (bought: 'csdm-only' | 'standard', owner: 'csdm' | 'cse') =>
      world.as('sofia')(onboardingsApi.publishOnboardingTemplate, {
        params: { package: bought },
        body: { lengths: { ...template.lengths, kickOffDays: 10 }, tasks: [{ ...meeting, owner }] },
      });
    expect(await codeOf(publish('csdm-only', 'cse'))).toBe('onboarding-template.no-engineer');
    expect((await publish('standard', 'csdm')).published?.byName).toBe('Sofia');
    const { contract: other } = await served(`Own ${count}`);
    const begun = await begin(other);
    expect(allTasks(begun)).toMatchObject([{ title: 'Meet at the site', dueDay: '2026-11-07' }]);
    expect(begun.phases[0]?.endsOn).toBe('2026-11-12');
    expect(allTasks(await show(onboarding)).length).toBeGreaterThan(10);
    const { tasks: guide, lengths } = template;
    await world.as('sofia')(onboardingsApi.publishOnboardingTemplate, {
      params: { package: 'standard' },
      body: { tasks: guide, lengths },
    });
  });

  test('has every version of its template kept, and is not overwritten by who has not seen the newest', async () => {
    const of = { params: { package: 'csdm-only' as const } };
    const guide = await world.as('ines')(onboardingsApi.showOnboardingTemplate, of);
    const publish = (title: string, madeFrom: string | null) =>
      world.as('sofia')(onboardingsApi.publishOnboardingTemplate, {
        ...of,
        body: {
          lengths: guide.lengths,
          tasks: [{ phase: 'kick-off', title, owner: 'csdm', due: 50 }],
          madeFrom,
        },
      });
    const outcomes = await Promise.allSettled([publish('One', null), publish('Two', null)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [first] = await world.as('ines')(onboardingsApi.listOnboardingTemplates, of);
    expect(await codeOf(publish('Late', null))).toBe('onboarding-template.edited-meanwhile');
    const newest = await publish('Three', first?.id ?? null);
    const versions = await world.as('ines')(onboardingsApi.listOnboardingTemplates, of);
    expect(versions.map(({ id }) => id)).toEqual([newest.published?.id, first?.id]);
    const shown = async (version?: string) =>
      (
        await world.as('ines')(onboardingsApi.showOnboardingTemplate, { ...of, query: { version } })
      ).tasks.map(({ title }) => title);
    expect(await shown()).toEqual(['Three']);
    expect(['One', 'Two']).toContain((await shown(first?.id)).join());
    expect(await shown('guide')).toEqual(guide.tasks.map(({ title }) => title));
    expect(
      await codeOf(
        world.as('ines')(onboardingsApi.showOnboardingTemplate, {
          params: { package: 'standard' },
          query: { version: first?.id },
        }),
      ),
    ).toBe('not-found');
  });
});

describe('a task', () => {
  test('is done once, with what shows it where it asks for that', async () => {
    const task = taskCalled(onboarding, 'Draw the diagrams');
    expect(await codeOf(complete(task))).toBe('onboarding-task.no-evidence');
    const done = await complete(task, { link: 'https://docs.example.com/lake' }, 'marek');
    expect(done.end).toMatchObject({
      outcome: 'done',
      byName: 'Marek',
      link: 'https://docs.example.com/lake',
    });
    expect(await codeOf(complete(task, { words: 'Again' }))).toBe('onboarding-task.ended');
    expect(await codeOf(drop(task))).toBe('onboarding-task.ended');
    expect((await complete(taskCalled(onboarding, 'Agree on success criteria'))).end?.words).toBe('');
  });

  test('takes no link that a browser would not follow', async () => {
    const task = taskCalled(onboarding, 'Draw the diagrams');
    expect(await codeOf(complete(task, { link: 'javascript:alert(1)' }))).toBe('invalid-input');
  });

  test('is dropped by those who lead the service, with a reason', async () => {
    const task = taskCalled(onboarding, 'Draw the diagrams');
    expect(await codeOf(drop(task, ''))).toBe('invalid-input');
    expect(await codeOf(drop(task, 'No need', 'marek'))).toBe('not-allowed');
    expect((await drop(task, 'They have none')).end).toMatchObject({
      outcome: 'dropped',
      words: 'They have none',
    });
  });

  test('is added and changed, by the version it was made from, for somebody who can take it on', async () => {
    const draft = { title: 'Count the printers', owner: 'csdm' as const, dueDay: '2026-12-01', evidence: '' };
    const add = (who: string | null, owner: 'csdm' | 'client' = 'csdm') =>
      world.as('marek')(onboardingsApi.addOnboardingTask, {
        ...of(onboarding),
        body: { ...draft, phase: 'documentation', owner, who },
      });
    expect(await codeOf(add(world.people.carl.id))).toBe('onboarding.unknown-owner');
    expect(await codeOf(add(world.people.ines.id, 'client'))).toBe('onboarding.unknown-owner');
    const task = await add(world.people.ines.id);
    const edit = (version: number, dueDay: string) =>
      world.as('ines')(onboardingsApi.editOnboardingTask, {
        params: { task: task.id },
        body: { ...draft, dueDay, version },
      });
    expect(await edit(1, '2026-12-03')).toMatchObject({ dueDay: '2026-12-03', who: null, version: 2 });
    expect(await codeOf(edit(1, '2026-12-04'))).toBe('onboarding-task.edited-meanwhile');
    await complete(task);
    expect(await codeOf(edit(2, '2026-12-05'))).toBe('onboarding-task.ended');
  });
});

describe('exit criteria', () => {
  test('tick themselves by what is put on record, and un-tick themselves', async () => {
    const key = async (name: string) => criterionOf(await show(onboarding), name)?.holds;
    expect(criterionOf(onboarding, 'csdm-designated')).toMatchObject({ holds: true, words: 'Ines' });
    expect(await key('services-recorded')).toBe(false);
    expect(await key('kick-off-written')).toBe(false);
    await fulfil();
    for (const name of [
      'services-recorded',
      'authority-named',
      'kick-off-written',
      'success-criteria',
      'touch-points-run',
    ])
      expect([name, await key(name)]).toEqual([name, true]);
    await make(contract, { start: '2026-11-01' });
    expect(await key('plan-accepted')).toBe(false);
    await world.as('sofia')(plansApi.recordPlanAcceptance, {
      params: { contract },
      body: { reason: 'By mail' },
    });
    expect(await key('plan-accepted')).toBe(true);
    await world.owner.query('update designation set to_day = $2 where client_id = $1', [
      client,
      '2026-11-20',
    ]);
    expect(await key('csdm-designated')).toBe(false);
    expect(criterionOf(await show(onboarding), 'cses-designated')?.words).toBe('Nobody for network');
  });

  test('that no record shows are stated, the newest statement counting; those of records are not', async () => {
    expect(await codeOf(state(onboarding, 'csdm-designated'))).toBe('exit-criterion.from-records');
    expect(await codeOf(state(onboarding, 'nothing-of-it'))).toBe('not-found');
    expect(criterionOf(await state(onboarding, 'true-up', '118 devices'), 'true-up')).toMatchObject({
      holds: true,
      words: '118 devices',
      statement: { byName: 'Marek' },
    });
    const taken = criterionOf(await state(onboarding, 'true-up', 'Two were missed', false), 'true-up');
    expect(taken).toMatchObject({ holds: false, words: 'Two were missed' });
  });
});

describe('a phase', () => {
  test('is closed once all its criteria hold, and refused with the list of what is missing', async () => {
    expect(await codeOf(close(onboarding, 'kick-off'))).toBe('phase.criteria-missing');
    expect(await detailOf(close(onboarding, 'kick-off'))).toMatch(
      /Contacts with authority are named: No contact may decide anything.*No KPI is recorded/,
    );
    await fulfil();
    expect(await detailOf(close(onboarding, 'kick-off'))).toMatch(
      /^Every task is done or dropped: \d tasks are open\.$/,
    );
    await endTasks('kick-off');
    expect(await codeOf(close(onboarding, 'kick-off', 'marek'))).toBe('not-allowed');
    const closed = await close(onboarding, 'kick-off');
    expect(closed).toMatchObject({ phase: 'documentation', endsOn: expect.stringMatching(/^2026-12/) });
    expect(closed.phases[0]?.closed?.byName).toBe('Ines');
    expect(await codeOf(close(onboarding, 'kick-off'))).toBe('phase.closed');
  });

  test('comes after the one before it', async () => {
    expect(await detailOf(close(onboarding, 'documentation'))).toContain('Kick-off is still open');
  });

  test('that is closed takes no task and no statement until it is opened again, with a reason', async () => {
    expect(await codeOf(reopen(onboarding, 'kick-off'))).toBe('phase.not-closed');
    await closeKickOff();
    const add = () =>
      world.as('ines')(onboardingsApi.addOnboardingTask, {
        ...of(onboarding),
        body: { title: 'One more', owner: 'csdm', dueDay: '2026-12-01', phase: 'kick-off' },
      });
    expect(await codeOf(add())).toBe('phase.closed');
    expect(await codeOf(reopen(onboarding, 'kick-off', ''))).toBe('invalid-input');
    const again = await reopen(onboarding, 'kick-off');
    expect(again.phase).toBe('kick-off');
    expect(again.phases[0]).toMatchObject({
      closed: null,
      reopenings: [{ reason: 'A site was forgotten', byName: 'Ines' }],
    });
    await add();
    expect(await codeOf(close(onboarding, 'kick-off'))).toBe('phase.criteria-missing');
  });

  test('is not opened again while a later one rests on it; once all are closed, the onboarding is over', async () => {
    const series = await closeKickOff();
    for (const key of ['true-up', 'play-book', 'baselines', 'current-state-summary'])
      await state(onboarding, key);
    await make(contract, { start: '2026-11-01' });
    await world.as('sofia')(plansApi.recordPlanAcceptance, {
      params: { contract },
      body: { reason: 'By mail' },
    });
    await endTasks('documentation');
    expect(await detailOf(close(onboarding, 'documentation'))).toBe(
      'First minutes are published: No minutes since it began.',
    );
    const [call] = await callsOf(series);
    if (!call) throw new Error('a series has calls');
    await hold(call);
    await world.as('ines')(meetingsApi.publishMinutes, { params: { touchPoint: call.id } });
    await close(onboarding, 'documentation');
    expect(await codeOf(state(onboarding, 'true-up'))).toBe('phase.closed');
    expect(await codeOf(reopen(onboarding, 'kick-off'))).toBe('phase.later-closed');
    const running = async (which: 'running' | 'over') =>
      (await world.as('ines')(onboardingsApi.listOnboardings, { query: { client, state: which } })).items
        .length;
    expect([await running('running'), await running('over')]).toEqual([1, 0]);

    await endTasks('ongoing');
    await state(onboarding, 'monthly-summary');
    expect(await detailOf(close(onboarding, 'ongoing'))).toBe(
      'Plan is worked: Nothing of the plan is done yet. Every success criterion is measured: Not measured: Uptime.',
    );
    const { id: occurrence } = await firstOf(client, 14);
    await world.as('ines')(plansApi.completeOccurrence, {
      params: { occurrence },
      body: { evidence: { kind: 'statement', words: 'In order' } },
    });
    const [uptime] = await world.as('ines')(onboardingsApi.listSuccessCriteria, { params: { client } });
    await world.as('ines')(onboardingsApi.recordMeasurement, {
      params: { successCriterion: uptime?.id ?? '' },
      body: { day: '2026-11-24', value: '98.1' },
    });
    expect(await close(onboarding, 'ongoing')).toMatchObject({ phase: null, daysLeft: null });
    expect([await running('running'), await running('over')]).toEqual([0, 1]);
  });
});

describe('the kick-off', () => {
  test('is written by whoever has the newest version', async () => {
    expect((await write(onboarding, 0)).kickOff).toMatchObject({ version: 1, edited: { byName: 'Ines' } });
    expect(await codeOf(write(onboarding, 0))).toBe('kick-off.edited-meanwhile');
    expect((await write(onboarding, 1, 'Two gaps', 'marek')).kickOff).toMatchObject({
      gaps: 'Two gaps',
      version: 2,
    });
    expect(await codeOf(write(onboarding, 1))).toBe('kick-off.edited-meanwhile');
  });
});

describe('a client', () => {
  let own: Onboarding;
  beforeAll(async () => {
    await designate(world.lakeside, 'ines', 'csdm');
    own = await begin(await contractFor(world.lakeside));
    await contact('Carl');
  });

  test('sees its own onboarding alone, with the same criteria ticked', async () => {
    const [seen, known] = [await show(own, 'carl'), await show(own)];
    expect(seen.phases.map(({ criteria }) => criteria)).toEqual(known.phases.map(({ criteria }) => criteria));
    const { items } = await world.as('carl')(onboardingsApi.listOnboardings, {});
    expect(items.map(({ id }) => id)).toEqual([own.id]);
    expect(await codeOf(show(onboarding, 'carl'))).toBe('not-found');
    expect(await codeOf(show(own, 'hugo'))).toBe('not-found');
    expect(await codeOf(show(own, 'olga'))).toBe('not-found');
  });

  test('says that its own tasks are done, and no others', async () => {
    const ours = taskCalled(own, 'Hold the kick-off');
    expect(await codeOf(complete(ours, { words: 'Done' }, 'carl'))).toBe('onboarding-task.not-yours');
    const theirs = taskCalled(own, 'Give access for the engineers');
    expect(await codeOf(complete(theirs, {}, 'hugo'))).toBe('not-found');
    expect((await complete(theirs, {}, 'carl')).end).toMatchObject({ outcome: 'done', byName: 'Carl' });
  });

  test('is reminded by mail of a task of its own once before it is due, once when it is overdue, and anew where it was moved', async () => {
    const visit = () => taskReminderJob(() => world.clock.now).run(world.database, world.providerId, signal);
    const mails = async () =>
      (
        await world.owner.query<{ kind: string; recipient: string; subject: string; body: string }>(
          `select kind, recipient, subject, body from mail_message
           where client_id = $1 and kind like 'onboarding-task-%' order by queued_at, subject, recipient`,
          [world.lakeside],
        )
      ).rows;
    const task = taskCalled(own, 'Confirm the list of supported devices');
    const on = (day: string) => {
      world.clock.now = Temporal.Instant.from(`${day}T15:00:00Z`);
    };
    for (const other of allTasks(await show(own)))
      if (other.owner === 'client' && other.id !== task.id && other.end === null) await complete(other);
    on('2026-11-12');
    await visit();
    expect(await mails()).toEqual([]);
    expect(task.dueDay).toBe('2026-11-16');
    on('2026-11-13');
    await Promise.all([visit(), visit()]);
    await visit();
    expect((await mails()).map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ['onboarding-task-coming', 'carl@example.com'],
      ['onboarding-task-coming', 'lena@example.com'],
    ]);
    on('2026-11-17');
    await visit();
    await visit();
    const told = await mails();
    expect(told).toHaveLength(4);
    expect(told[2]).toMatchObject({
      kind: 'onboarding-task-overdue',
      subject: 'Confirm the list of supported devices: was due on 16 November 2026',
    });
    const { id: who } = await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name: 'Dora', email: 'dora@lakeside.example', authority: [] },
    });
    await world.as('ines')(onboardingsApi.editOnboardingTask, {
      params: { task: task.id },
      body: { title: task.title, owner: 'client', who, dueDay: '2026-11-19', version: 1 },
    });
    await visit();
    expect(await mails()).toHaveLength(5);
    expect((await mails()).find(({ recipient }) => recipient === 'dora@lakeside.example')).toMatchObject({
      kind: 'onboarding-task-coming',
      subject: 'Confirm the list of supported devices: due on 19 November 2026',
    });
    await complete(task, {}, 'carl');
    on('2026-11-20');
    await visit();
    expect(await mails()).toHaveLength(5);
  });
});
