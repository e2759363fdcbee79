import { clientsApi } from '../src/clients/api.ts';
import type { Contact } from '../src/clients/contact.ts';
import { meetingsApi } from '../src/meetings/api.ts';
import type { SeriesDraft } from '../src/meetings/series.ts';
import type { TouchPoint } from '../src/meetings/touch-point.ts';
import type { ClientId } from '../src/people/person.ts';
import { mailJob } from '../src/mail/jobs.ts';
import { invitingJob, planningJob } from '../src/meetings/jobs.ts';
import { smtpPost } from '../src/server/smtp.ts';
import type { Name, World } from './world.ts';

/** Calls with clients, as the people of the world have them. */
export const calls = (world: World) => {
  const { people, lakeside } = world;

  /** A contact of a client; carl's and lena's have the addresses that they sign in with. */
  const contact = (name: string, client: ClientId = lakeside): Promise<Contact> =>
    world.as('ines')(clientsApi.addContact, {
      params: { client },
      body: { name, email: `${name.toLowerCase()}@example.com` },
    });

  /** Tuesdays at 09:30 in Chicago for half an hour from 2026-11-24 on, led by Ines, with Marek, unless said otherwise. */
  const aSeries = (said: Partial<SeriesDraft> = {}): SeriesDraft => ({
    kind: 'operational-call',
    title: 'Weekly call',
    rule: 'FREQ=WEEKLY;BYDAY=TU',
    time: '09:30',
    minutes: 30,
    place: 'https://meet.example.com/lake',
    from: '2026-11-24',
    to: null,
    organiserId: people.ines.id,
    staff: [people.marek.id],
    contacts: [],
    ...said,
  });

  const begin = (said: Partial<SeriesDraft> = {}, client: ClientId = lakeside, who: Name = 'ines') =>
    world.as(who)(meetingsApi.beginSeries, { params: { client }, body: aSeries(said) });

  /** The calls of a series, the earliest first. */
  const callsOf = async ({ id, clientId }: { readonly id: string; readonly clientId: ClientId }) => {
    const { items } = await world.as('ines')(meetingsApi.listTouchPoints, {
      query: { client: clientId, limit: 500 },
    });
    return items.filter(({ seriesId }) => seriesId === id);
  };

  const one = async (said: Partial<SeriesDraft> = {}, client: ClientId = lakeside): Promise<TouchPoint> => {
    const [first] = await callsOf(await begin(said, client));
    if (!first) throw new Error('a series has a call');
    return first;
  };

  /** Holds a call on its day, with Ines there. */
  const hold = async (touchPoint: TouchPoint) => {
    world.clock.now = Temporal.Instant.from(touchPoint.startsAt);
    const of = { params: { touchPoint: touchPoint.id } };
    const { version } = await world.as('ines')(meetingsApi.beginMinutes, of);
    await world.as('ines')(meetingsApi.saveMinutes, {
      ...of,
      body: { version, items: [], present: [people.ines.id] },
    });
  };

  const run = async (job: ReturnType<typeof planningJob>): Promise<void> => {
    for (let more = true; more;)
      ({ more } = await job.run(world.database, world.providerId, new AbortController().signal));
  };

  const sendMail = (url: string): Promise<void> => {
    const post = smtpPost({ server: url, from: 'Tandem <tandem@example.org>' }, 'https://t.example');
    return run(mailJob(post, () => world.clock.now));
  };

  return {
    contact,
    begin,
    callsOf,
    one,
    hold,
    planAhead: () => run(planningJob(() => world.clock.now)),
    sendMail,
    /** Invites whoever is to be told, and sends all mail. */
    sendInvitations: async (url: string): Promise<void> => {
      await run(invitingJob(() => world.clock.now));
      await sendMail(url);
    },
  };
};
