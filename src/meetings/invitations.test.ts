import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { startMailServer, type MailServer } from '../../test/mail-server.ts';
import { useWorld } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import { meetingsApi } from './api.ts';

const world = useWorld();
const { begin, callsOf, contact, sendInvitations } = calls(world);
const start = world.clock.now;
let server: MailServer;
beforeEach(async () => {
  world.clock.now = start;
  server = await startMailServer();
});
afterEach(() => server.stop());

/** The letters of a call as each got them, with the event that they bring. */
async function letters(): Promise<
  readonly {
    to: string;
    subject: string;
    text: string;
    method: string;
    madeBy: string;
    event: ICAL.Event;
    kinds: string[];
  }[]
> {
  return (await server.letters()).map(({ envelope, subject = '', text = '', attachments }) => {
    const [file] = attachments;
    const content = file?.content;
    const calendar = new ICAL.Component(
      ICAL.parse(typeof content === 'string' ? content : new TextDecoder().decode(content)),
    );
    const event = calendar.getFirstSubcomponent('vevent');
    if (!event) throw new Error('a letter brings an event');
    return {
      to: envelope.join(),
      subject,
      text,
      method: String(calendar.getFirstPropertyValue('method')),
      madeBy: String(calendar.getFirstPropertyValue('prodid')),
      event: new ICAL.Event(event),
      kinds: attachments.map((one) => `${one.mimeType} ${one.disposition} ${one.method ?? ''}`),
    };
  });
}

test('everybody invited is told of the calls of the next five weeks, once, with an event for their calendar', async () => {
  const carl = await contact('Carl');
  const [first] = await callsOf(await begin({ contacts: [carl.id], to: '2027-01-31' }));
  await sendInvitations(server.url);
  await sendInvitations(server.url);
  const sent = await letters();
  expect(sent).toHaveLength(5 * 3);
  const [letter] = sent.filter(({ to }) => to === 'carl@example.com');
  expect(letter?.subject).toBe('Invitation: Lakeside Clinics, Weekly call, 24 November 2026, 09:30');
  expect(letter?.text).toContain(`https://t.example/portal/calls/${first?.id}`);
  expect(letter?.text).toContain('Where: https://meet.example.com/lake');
  expect(letter?.method).toBe('REQUEST');
  expect(letter?.madeBy).toBe('-//Tandem//Client service management//EN');
  const { event } = letter ?? {};
  expect(event?.uid).toBe(`${first?.id}.touch-point@tandem`);
  expect(event?.sequence).toBe(0);
  expect(event?.summary).toBe('Lakeside Clinics: Weekly call');
  expect(event?.location).toBe('https://meet.example.com/lake');
  expect(event?.startDate.toString()).toBe('2026-11-24T15:30:00Z');
  expect(event?.startDate.zone.tzid).toBe('UTC');
  expect(event?.endDate.toString()).toBe('2026-11-24T16:00:00Z');
  expect(event?.organizer).toBe('mailto:ines@example.com');
  expect(event?.attendees.map((one) => one.getFirstValue())).toEqual([
    'MAILTO:ines@example.com',
    'MAILTO:marek@example.com',
    'MAILTO:carl@example.com',
  ]);
  // Mail programs look for it beside the text; those that do not find a file.
  expect(letter?.kinds).toEqual([
    expect.stringMatching(/^text\/calendar.*REQUEST$/),
    expect.stringMatching(/^text\/calendar attachment/),
  ]);
  world.clock.now = start.add({ hours: 24 * 7 });
  await sendInvitations(server.url);
  expect(await letters()).toHaveLength(6 * 3);
});

test('a call that is moved or cancelled is the same event with a higher sequence', async () => {
  const [, call] = await callsOf(await begin({ staff: [], to: '2026-12-08' }));
  if (!call) throw new Error('no call');
  const of = { params: { touchPoint: call.id } };
  await sendInvitations(server.url);
  await world.as('ines')(meetingsApi.moveTouchPoint, {
    ...of,
    body: { day: '2026-12-02', time: '10:00', reason: 'An audit' },
  });
  await sendInvitations(server.url);
  await world.as('ines')(meetingsApi.cancelTouchPoint, { ...of, body: { reason: 'Still the audit' } });
  await sendInvitations(server.url);
  await sendInvitations(server.url);
  const told = (await letters()).filter(({ event }) => event.uid.startsWith(call.id));
  expect(told.map(({ method, event }) => [method, event.sequence, event.startDate.toString()])).toEqual([
    ['REQUEST', 0, '2026-12-01T15:30:00Z'],
    ['REQUEST', 1, '2026-12-02T16:00:00Z'],
    ['CANCEL', 2, '2026-12-02T16:00:00Z'],
  ]);
  expect(told.at(-1)?.event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(told.at(-1)?.text).toContain('is cancelled: Still the audit');
});

test('of a call that is cancelled before anybody was invited, nobody hears', async () => {
  const calls = await callsOf(await begin({ from: '2027-01-05', to: '2027-01-12' }));
  const [call] = calls;
  await world.as('ines')(meetingsApi.cancelTouchPoint, {
    params: { touchPoint: call?.id ?? '' },
    body: { reason: 'Too soon' },
  });
  world.clock.now = start.add({ hours: 24 * 14 });
  await sendInvitations(server.url);
  expect((await letters()).filter(({ event }) => event.uid.startsWith(call?.id ?? ''))).toEqual([]);
});

test('a contact who has left is told nothing more', async () => {
  const gone = await contact('Gwen');
  await begin({ contacts: [gone.id], to: '2026-12-01' });
  await world.as('ines')(clientsApi.endContact, { params: { client: world.lakeside, contact: gone.id } });
  await sendInvitations(server.url);
  expect((await letters()).map(({ to }) => to)).not.toContain('gwen@example.com');
});

test('a title with commas, semicolons and letters of all kinds arrives as it was written', async () => {
  const title = 'Überblick; Stand, „Hände“ 会議 '.trim().repeat(3);
  await begin({ title, staff: [], to: '2026-12-01' });
  await sendInvitations(server.url);
  expect((await letters()).at(-1)?.event.summary).toBe(`Lakeside Clinics: ${title}`);
});
