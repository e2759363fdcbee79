/** What of Tandem an activity waits for, where its home does not exist yet; in the words people read. */
export type WaitsFor = string | null;

/**
 * The events that a row of the catalogue may answer to, in the order of the service guide. `waitsFor` names the part of Tandem that will
 * tell of the event and does not exist yet: until then it is declared, and somebody may say that it came.
 */
export const triggers = {
  'provider-change-announced': { words: 'A change of the provider is announced', waitsFor: null },
  'maintenance-announced': { words: 'A maintenance window is announced', waitsFor: null },
  'escalation-opened': { words: 'An escalation is opened', waitsFor: 'escalations' },
  'root-cause-determined': { words: 'A root cause is found', waitsFor: 'problems' },
  'problem-opened': { words: 'A problem is opened', waitsFor: 'problems' },
  'major-incident-opened': { words: 'A major incident is opened', waitsFor: 'incidents' },
  'normal-change-requested': { words: 'A normal change is requested', waitsFor: 'changes' },
  'emergency-change-requested': { words: 'An emergency change is requested', waitsFor: 'changes' },
  'major-change-completed': { words: 'A major change is completed', waitsFor: 'changes' },
  'change-to-review': { words: 'A change is submitted or carried out', waitsFor: 'changes' },
  'change-approved': { words: 'A change is approved', waitsFor: 'changes' },
  'integration-announced': { words: 'An integration project is announced', waitsFor: 'initiatives' },
  'alert-change-requested': { words: 'A change of alerting is requested', waitsFor: 'alerting' },
  'device-or-service-added': { words: 'A service or a device is added', waitsFor: null },
  'service-requested': { words: 'The client asks for something in scope', waitsFor: null },
  'assistance-requested': { words: 'The operations center asks for help', waitsFor: 'tickets' },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly waitsFor: WaitsFor }>>;
export type Trigger = keyof typeof triggers;

export const triggerNames = [
  'provider-change-announced',
  'maintenance-announced',
  'escalation-opened',
  'root-cause-determined',
  'problem-opened',
  'major-incident-opened',
  'normal-change-requested',
  'emergency-change-requested',
  'major-change-completed',
  'change-to-review',
  'change-approved',
  'integration-announced',
  'alert-change-requested',
  'device-or-service-added',
  'service-requested',
  'assistance-requested',
] as const satisfies readonly Trigger[];

/** A fact as it is followed: what was done, for which client, and what was kept of it. */
export interface Followed {
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * What a fact sets off: rows that answer to a trigger or, where a scope decision names one, the row itself; why, in words; and when it came about,
 * null for the moment of the fact.
 */
export interface SetOff {
  readonly by: { readonly trigger: Trigger } | { readonly row: number };
  readonly cause: string;
  readonly at: string | null;
}

/** The acts of which any may set something off. */
export const actsFollowed = ['announcement.published', 'purchased-service.added', 'scope.decided'] as const;

/**
 * What a fact sets off; null for nothing. An announcement is a trigger by its kind, a purchased service by having been added. A request that
 * was decided to be in scope by a row of the matrix sets off that row, where it answers to a trigger.
 * Example: `scope.decided` as in scope by row 38 → row 38, because of "Call the carrier about the outage".
 */
export function setOffBy({ act, detail }: Followed): SetOff | null {
  switch (act) {
    case 'announcement.published': {
      const kind = announced[detailText(detail['kind']) ?? ''];
      const cause = `Announced: ${detailText(detail['title']) ?? 'news'}`;
      return kind ? { by: { trigger: kind }, cause, at: detailText(detail['publishedAt']) } : null;
    }
    case 'purchased-service.added':
      return {
        by: { trigger: 'device-or-service-added' },
        cause: `Service added: ${detailText(detail['kind']) ?? 'service'}`,
        at: detailText(detail['addedAt']),
      };
    case 'scope.decided': {
      const scope = fieldsOf(detail['scope']);
      const row = scope['row'];
      return scope['kind'] === 'in-scope' && typeof row === 'number'
        ? {
            by: { row },
            cause: `Asked for: ${detailText(detail['asked']) ?? 'something in scope'}`.slice(0, 500),
            at: null,
          }
        : null;
    }
    default:
      return null;
  }
}

const announced: Readonly<Record<string, Trigger>> = {
  'provider-change': 'provider-change-announced',
  maintenance: 'maintenance-announced',
};

/** Words that a fact kept; null where it kept none. Example: `''` → null. */
export const detailText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
