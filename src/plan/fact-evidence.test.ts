import { describe, expect, test } from 'vitest';
import { template } from './catalogue.ts';
import { isDoneByIt, occurrenceShown, rowsShown, shownBy } from './fact-evidence.ts';
import { setOffBy, triggers } from './trigger.ts';

const at = '2026-11-24T15:00:00Z';
const shownOf = (act: string, detail: object) =>
  shownBy({ act, objectId: 'the-thing', at, detail: { ...detail } });

describe('a fact shows', () => {
  test.each([
    [
      'announcement.published',
      { kind: 'provider-change', title: 'New number' },
      4,
      'caused',
      'Announcement delivered: New number',
    ],
    [
      'announcement.published',
      { kind: 'maintenance', title: 'Core' },
      17,
      'caused',
      'Announcement delivered: Core',
    ],
    [
      'announcement.acknowledged',
      { kind: 'service-information', title: 'News' },
      3,
      'nearest',
      'Announcement acknowledged: News',
    ],
    ['minutes.published', { title: 'Weekly call' }, 2, 'nearest', 'Minutes published: Weekly call'],
    [
      'interaction.logged',
      { kind: 'need', title: 'A second line' },
      30,
      'its-time',
      'An interaction was put on record',
    ],
    ['health.noted', { score: 80 }, 1, 'nearest', 'A note on the relationship was made, with its score'],
  ])('%s %j: row %s, %s, "%s"', (act, detail, row, reach, words) => {
    expect(shownOf(act, detail)).toMatchObject({ row, reach, words, at, thing: { id: 'the-thing' } });
  });

  test.each([
    ['announcement.published', { kind: 'service-information', title: 'News' }],
    ['announcement.acknowledged', { kind: 'maintenance', title: 'Core' }],
    ['announcement.withdrawn', { kind: 'maintenance' }],
    ['minutes.begun', {}],
  ])('nothing by %s %j', (act, detail) => {
    expect(shownOf(act, detail)).toBeNull();
  });

  test('when it took place: minutes by the begin of their call, interactions by when they happened', () => {
    const earlier = '2026-11-20T15:00:00Z';
    expect(shownOf('minutes.published', { startsAt: earlier })?.at).toBe(earlier);
    expect(shownOf('interaction.logged', { happenedAt: earlier })?.at).toBe(earlier);
  });

  test('rows with the evidence that these demand', () => {
    for (const { row, evidence } of template.activities.filter((one) =>
      rowsShown.some((row) => row === one.row),
    ))
      expect([row, evidence]).toEqual([row, row === 2 ? 'minutes' : 'record']);
  });
});

describe('of a row that is due on Fridays', () => {
  const fridays = (ended: readonly string[]) =>
    ['2026-10-16', '2026-11-20', '2026-11-27', '2026-12-04'].map((dueDay) => ({
      dueDay,
      ended: ended.includes(dueDay),
      causeId: null,
    }));
  const shown = (reach: 'nearest' | 'its-time', day: string, ended: readonly string[] = []) =>
    occurrenceShown(fridays(ended), { reach }, day, 'fact')?.dueDay ?? null;

  test.each([
    ['nearest', '2026-11-24', [], '2026-11-27'],
    ['nearest', '2026-11-21', [], '2026-11-20'],
    ['nearest', '2026-11-24', ['2026-11-27'], '2026-11-20'],
    ['nearest', '2026-11-24', ['2026-11-20', '2026-11-27'], null],
    ['nearest', '2026-11-27', [], '2026-11-27'],
    ['its-time', '2026-11-21', [], '2026-11-27'],
    ['its-time', '2026-11-24', ['2026-11-27'], null],
    ['nearest', '2026-12-31', [], '2026-12-04'],
    ['nearest', '2027-01-10', [], null],
  ] as const)('%s to %s, with %j ended, is %s', (reach, day, ended, due) => {
    expect(shown(reach, day, ended)).toBe(due);
  });

  test('what a trigger set off is shown by its own fact alone', () => {
    const caused = { dueDay: '2026-12-01', ended: false, causeId: 'fact' };
    expect(occurrenceShown([caused], { reach: 'caused' }, '2026-11-24', 'fact')).toBe(caused);
    expect(occurrenceShown([caused], { reach: 'caused' }, '2026-11-24', 'other')).toBeNull();
    expect(occurrenceShown([caused], { reach: 'nearest' }, '2026-11-24', 'fact')).toBeNull();
  });
});

test.each([
  ['record', { kind: 'record', blocked: false, dueDay: '2026-12-31' }, '2026-11-30', true],
  ['record', { kind: 'record', blocked: false, dueDay: '2026-12-31' }, '2026-11-29', false],
  ['record', { kind: 'record', blocked: true, dueDay: '2026-12-31' }, '2026-12-31', false],
  ['file', { kind: 'record', blocked: false, dueDay: '2026-12-31' }, '2026-12-31', false],
  [null, { kind: 'record', blocked: false, dueDay: '2026-12-31' }, '2026-12-31', false],
] as const)('a row that demands %s is done by %j on %s: %s', (demanded, one, today, done) => {
  expect(isDoneByIt(demanded, one, today)).toBe(done);
});

test('each of the 53 rows has its home, and says how it comes about or what it waits for', () => {
  const told = template.activities.map(
    ({ row, home, waitsFor, evidence }) =>
      `${row} ${home} | ${waitsFor ? `waits for ${waitsFor}` : rowsShown.some((one) => one === row) ? 'by itself' : (evidence ?? 'nothing to show')}`,
  );
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "1 Relationship health and interactions of the client | by itself
    2 Touch points with agenda, minutes and actions | by itself
    3 Announcements of products and services | by itself
    4 Announcements of provider changes | by itself
    5 Service execution reports | waits for reports
    6 Service levels of the managed services | waits for service levels
    7 Escalations | waits for escalations
    8 Reports of incident and problem trends | waits for reports
    9 Problems: how the root cause was told | waits for problems
    10 Problems: analysis of the root cause | waits for problems
    11 Incidents: what they mean to the client | waits for incidents
    12 Documents: play book | waits for documents
    13 Documents: run book | waits for documents
    14 Change calendar | waits for changes
    15 Normal changes | waits for changes
    16 Emergency changes | waits for changes
    17 Announcements of maintenance | by itself
    18 Releases | waits for releases
    19 The checklist of the activity itself | checklist
    20 Documents: configuration | waits for documents
    21 Changes: technical reviews | waits for changes
    22 Changes: tasks | waits for changes
    23 Responsibility of the client | statement
    24 Initiatives: integrations | waits for initiatives
    25 Monitoring: reviews of thresholds | waits for monitoring
    26 Attestation of contacts in the portal | attestation
    27 Documents: service | waits for documents
    28 Custom reports | waits for reports
    29 Documents: technical | waits for documents
    30 Interaction log of the client | by itself
    31 Recommendations: patches | waits for recommendations
    32 Configuration standards and reviews | waits for configuration standards
    33 Device inventory and true-up | waits for devices
    34 Recommendations: availability | waits for recommendations
    35 Alert rules: requests | waits for alerting
    36 Alert rules | waits for alerting
    37 Escalations | waits for escalations
    38 Scope decisions, later service requests | waits for service requests
    39 Requests for help on tickets | waits for tickets
    40 Availability reports | waits for reports
    41 Metric series | waits for metrics
    42 Performance reports | waits for reports
    43 Capacity reports | waits for reports
    44 Recommendations: technical | waits for recommendations
    45 Advisories matched to devices | waits for advisories
    46 Firewall audits | waits for firewall audits
    47 Security events matched to threats | waits for security events
    48 Vulnerability scans and findings | waits for vulnerability scans
    49 Malware events | waits for security events
    50 Intrusion prevention events | waits for security events
    51 Training campaigns | waits for training campaigns
    52 Attestation of access policies in the portal | attestation
    53 Responsibility of the client | nothing to show"
  `);
});

test('a trigger works or names the part of Tandem that it waits for', () => {
  const working = Object.entries(triggers).flatMap(([name, { waitsFor }]) =>
    waitsFor === null ? [name] : [],
  );
  const heard = [
    setOffBy({ act: 'announcement.published', detail: { kind: 'provider-change' } }),
    setOffBy({ act: 'announcement.published', detail: { kind: 'maintenance' } }),
    setOffBy({ act: 'purchased-service.added', detail: { kind: 'help-desk' } }),
  ].flatMap((set) => (set && 'trigger' in set.by ? [set.by.trigger] : []));
  // What the client asks for is decided row by row.
  expect(working.toSorted()).toEqual([...heard, 'service-requested'].toSorted());
});
