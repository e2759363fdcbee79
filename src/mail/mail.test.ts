import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailServer, type MailServer } from '../../test/mail-server.ts';
import { useWorld } from '../../test/world.ts';
import { smtpPost } from '../server/smtp.ts';
import { mailApi } from './api.ts';
import { queueMail } from './handlers.ts';
import { mailJob } from './jobs.ts';
import { afterAttempt, type Message, type Post } from './message.ts';

const world = useWorld();
const ends: (() => unknown)[] = [];

beforeEach(() => {
  world.clock.now = world.clock.now.add({ hours: 48 });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const about = (said: Partial<Message> = {}): Message => ({
  kind: 'example',
  key: `example ${world.clock.now.toString()}`,
  client: world.lakeside,
  to: 'lena@example.com',
  subject: 'Überstunden im März – “12 h”',
  text: 'Grüße',
  ...said,
});
const queue = (message: Message) => world.doing('ines', (context) => queueMail(context, message));

const posting = (url: string): Post =>
  smtpPost({ server: url, from: 'Tandem <tandem@example.org>' }, 'https://t.example');
async function server(refuses?: (recipient: string) => string | null, port?: number): Promise<MailServer> {
  const started = await startMailServer(refuses, port);
  ends.push(() => started.stop());
  return started;
}
/** As the server does it, while there is more. */
async function work(post: Post): Promise<void> {
  const job = mailJob(post, () => world.clock.now);
  for (let more = true; more;)
    ({ more } = await job.run(world.database, world.providerId, new AbortController().signal));
}
const listed = async () => (await world.as('ada')(mailApi.listMail, {})).items;

test('a mail arrives once, with its words as they were written and the way to its page', async () => {
  const { url, letters } = await server();
  await queue(about({ page: '/portal' }));
  await queue(about({ page: '/portal' }));
  const post = posting(url);
  await work(post);
  await work(post);
  expect(await letters()).toHaveLength(1);
  const [letter] = await letters();
  expect(letter?.subject).toBe('Überstunden im März – “12 h”');
  expect(letter?.text).toBe('Grüße\n\nhttps://t.example/portal\n');
  expect(letter?.from).toMatchObject({ name: 'Tandem', address: 'tandem@example.org' });
  const [mail] = await listed();
  expect(letter?.messageId).toBe(`<${mail?.id}@example.org>`);
  expect(mail).toMatchObject({ state: 'sent', attempts: 1, nextAt: null });
  expect(mail?.answer).toMatch(/^250/);
});

test('what is undone is never sent', async () => {
  const { url, letters } = await server();
  const undone = world.doing('ines', async (context) => {
    await queueMail(context, about());
    throw new Error('something went wrong');
  });
  await expect(undone).rejects.toThrow('something went wrong');
  await work(posting(url));
  expect(await letters()).toEqual([]);
});

test('a recipient whom the mail server does not know is not tried again, and its words are kept', async () => {
  const { url, letters } = await server((recipient) =>
    recipient === 'nobody@example.com' ? 'No such mailbox here' : null,
  );
  await queue(about({ to: 'nobody@example.com', key: 'unknown' }));
  await queue(about({ key: 'known' }));
  await work(posting(url));
  expect((await letters()).map(({ envelope }) => envelope)).toEqual([['lena@example.com']]);
  const failed = (await listed()).find(({ to }) => to === 'nobody@example.com');
  expect(failed).toMatchObject({ state: 'failed', attempts: 1, nextAt: null });
  expect(failed?.answer).toContain('No such mailbox here');
});

test('a mail server that is down is tried again later, and each time later still', async () => {
  const down = await server();
  await down.stop();
  ends.pop();
  const port = Number(new URL(down.url).port);
  const post = posting(down.url);
  await queue(about());
  await work(post);
  const [waiting] = await listed();
  const inAMinute = world.clock.now.add({ minutes: 1 });
  expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, nextAt: inAMinute.toString() });
  expect(waiting?.answer).toContain('ECONNREFUSED');
  await work(post);
  expect((await listed())[0]?.attempts).toBe(1);

  const { letters } = await server(undefined, port);
  world.clock.now = inAMinute;
  await work(post);
  expect(await letters()).toHaveLength(1);
  expect((await listed())[0]).toMatchObject({ state: 'sent', attempts: 2 });
});

test('after eight attempts over a day and a half a mail has failed', () => {
  const putOff = { outcome: 'put-off', answer: 'busy' } as const;
  const pauses = Array.from({ length: 8 }, (_, index) => afterAttempt(index + 1, putOff));
  expect(pauses.map(({ pauseMinutes }) => pauseMinutes)).toEqual([1, 5, 15, 60, 180, 480, 1440, null]);
  expect(pauses.at(-1)?.outcome).toBe('failed');
});

test('a server that dies between sending and noting sends again under the same Message-ID', async () => {
  const { url, letters } = await server();
  const post = posting(url);
  await queue(about());
  const dying: Post = async (letter) => {
    await post(letter);
    throw new Error('the power failed');
  };
  await expect(work(dying)).rejects.toThrow('the power failed');
  await work(post);
  expect(await letters()).toHaveLength(2);
  const [first, second] = await letters();
  expect(first?.messageId).toBe(second?.messageId);
  expect((await listed())[0]).toMatchObject({ state: 'sent', attempts: 1 });
});

test('two servers send a mail once between them', async () => {
  const { url, letters } = await server();
  for (let nth = 0; nth < 4; nth++) await queue(about({ key: `together ${nth}` }));
  await Promise.all([work(posting(url)), work(posting(url))]);
  expect(await letters()).toHaveLength(4);
});

test('nobody adds a header or a recipient by what they are called', async () => {
  const { url, letters } = await server();
  await queue(about({ subject: 'Hours of Evil\r\nBcc: thief@example.com\r\n\r\nGive me' }));
  await work(posting(url));
  const [letter] = await letters();
  expect(letter?.envelope).toEqual(['lena@example.com']);
  expect(letter?.bcc).toBeUndefined();
  expect(letter?.subject).toBe('Hours of Evil Bcc: thief@example.com Give me');
  const two = queue(about({ to: 'lena@example.com\r\nBcc: thief@example.com', key: 'recipient' }));
  await expect(two).rejects.toThrow(/mail_message_recipient_check/);
});

test('files go with a mail as what they are', async () => {
  const { url, letters } = await server();
  const content = new TextEncoder().encode('BEGIN:VCALENDAR');
  await queue(about({ attachments: [{ name: 'visit.ics', mediaType: 'text/calendar', content }] }));
  await work(posting(url));
  expect((await letters())[0]?.attachments).toMatchObject([
    { filename: 'visit.ics', mimeType: 'text/calendar' },
  ]);
});

test('without a mail server mail waits, and the administrator is told', async () => {
  await queue(about());
  const { sending, items } = await world.as('ada')(mailApi.listMail, { query: { limit: 1 } });
  expect(sending).toBe(false);
  expect(items[0]).toMatchObject({ state: 'waiting', attempts: 0, answer: null });
});
