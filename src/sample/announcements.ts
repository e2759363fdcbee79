import { announcementsHandlers } from '../clients/announcement-handlers.ts';
import type { AnnouncementDraft, AnnouncementId } from '../clients/announcement.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

interface Setting {
  readonly clients: readonly ClientPart[];
  readonly clientOf: (code: string) => ClientId | undefined;
  readonly today: Temporal.PlainDate;
  /** Somebody, acting at this hour so many days ago. */
  readonly acting: (name: string, daysAgo: number) => Context;
}

const announcer = 'Sofia Marchetti';

/**
 * What clients of the sample were told: a change three weeks ago that some have not acknowledged yet, maintenance on the coming Saturday
 * night, news with its correction, and a draft.
 */
export async function announce(setting: Setting): Promise<void> {
  const { acting, clientOf, today } = setting;
  const number = await publish(acting(announcer, 21), {
    kind: 'provider-change',
    title: 'The service desk has a new telephone number',
    words:
      'From the first of the month you reach the service desk under +1 312 555 0142, day and night. The old number is forwarded for three months.\n\nPlease tell whoever calls us for you.',
    window: null,
    acknowledgeBy: today.subtract({ days: 11 }).toString(),
    audience: { to: 'all' },
  });
  await acknowledge(setting, number, 18, (index) => index % 3 !== 2);

  const night = today.add({ days: 7 + 6 - today.dayOfWeek });
  const begins = night.toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '22:00' });
  const maintenance = await publish(acting(announcer, 4), {
    kind: 'maintenance',
    title: 'New firmware for the monitoring gateways',
    words:
      'We bring the gateways that watch your network up to date. Your network goes on working; for about half an hour nobody would be called if a device failed. An engineer watches by hand meanwhile.',
    window: {
      startsAt: begins.toInstant().toString(),
      endsAt: begins.add({ hours: 3 }).toInstant().toString(),
    },
    acknowledgeBy: night.subtract({ days: 1 }).toString(),
    audience: { to: 'technology-groups', technologyGroups: [TechnologyGroupId.parse('network')] },
  });
  await acknowledge(setting, maintenance, 2, (index) => index % 2 === 1);

  const clients = ['LAKE', 'COPPER'].flatMap((code) => clientOf(code) ?? []);
  if (clients.length > 0) await correctedNews(setting, clients);
  await announcementsHandlers.draftAnnouncement(acting(announcer, 0), {
    params: {},
    query: {},
    body: {
      kind: 'service-information',
      title: 'Quarterly reports in a new form',
      words: 'The report of the quarter is shorter, and each figure leads to what it was counted from.',
      window: null,
      acknowledgeBy: null,
      audience: { to: 'all' },
    },
  });
}

/** News for some clients that named the wrong day, and was put right on the next. */
async function correctedNews({ acting }: Setting, clients: ClientId[]): Promise<void> {
  const draft: AnnouncementDraft = {
    kind: 'service-information',
    title: 'Awareness training can be booked',
    words: 'The new course on phishing takes forty minutes and can be booked from Tuesday on.',
    window: null,
    acknowledgeBy: null,
    audience: { to: 'picked', clients },
  };
  const first = await publish(acting(announcer, 14), draft);
  const corrected = await announcementsHandlers.correctAnnouncement(acting(announcer, 13), {
    params: { announcement: first },
    query: {},
    body: {},
  });
  const id = known<'announcement'>(corrected.id);
  await announcementsHandlers.editAnnouncement(acting(announcer, 13), {
    params: { announcement: id },
    query: {},
    body: {
      ...draft,
      words: 'The new course on phishing takes forty minutes and can be booked from Thursday on.',
      version: 1,
    },
  });
  await publishDraft(acting(announcer, 13), id);
}

async function publish(context: Context, draft: AnnouncementDraft): Promise<AnnouncementId> {
  const drafted = await announcementsHandlers.draftAnnouncement(context, {
    params: {},
    query: {},
    body: draft,
  });
  const id = known<'announcement'>(drafted.id);
  await publishDraft(context, id);
  return id;
}

async function publishDraft(context: Context, id: AnnouncementId): Promise<void> {
  const of = { params: { announcement: id }, query: {} };
  const { clients, people } = await announcementsHandlers.previewAnnouncement(context, { ...of, body: {} });
  await announcementsHandlers.publishAnnouncement(context, { ...of, body: { clients, people } });
}

/** Some clients that were told acknowledge it, by their head of IT. */
async function acknowledge(
  { clients, clientOf, acting }: Setting,
  announcement: AnnouncementId,
  daysAgo: number,
  does: (index: number) => boolean,
): Promise<void> {
  for (const [index, { code, contact }] of clients.entries()) {
    const client = clientOf(code);
    if (!client || !does(index)) continue;
    const reader = acting(contact, daysAgo);
    const told = await announcementsHandlers.listClientAnnouncements(reader, {
      params: { client },
      query: { limit: 100 },
      body: {},
    });
    if (!told.items.some(({ id }) => id === announcement)) continue;
    await announcementsHandlers.acknowledgeAnnouncement(reader, {
      params: { client, announcement },
      query: {},
      body: {},
    });
  }
}
