import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { known } from '../core/id.ts';
import { Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Fact } from '../database/transaction.ts';
import type { Actor } from '../people/context.ts';
import type { PersonId } from '../people/person.ts';
import {
  keptOut,
  ownPasswordWrong,
  secondFactorOff,
  secondFactorOn,
  startAgain,
  tooManyAttempts,
  wrongCode,
  wrongPassword,
  type signInApi,
} from '../people/sign-in-api.ts';
import { actorOf, type Actors } from './actors.ts';
import type { Attempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import type { Door } from './door.ts';

/** The header by which the server tells the library the address it has made out itself; whatever a caller sends under it is not passed on. */
export const addressHeader = 'x-tandem-address';

export interface SigningIn {
  readonly auth: () => Promise<Auth>;
  readonly actors: Actors;
  readonly attempts: Attempts;
}

/** Signing in and out, over better-auth: what it is asked, and what its answers mean in our words. */
export function signInHandlers({ auth, actors, attempts }: SigningIn): Handlers<typeof signInApi, Door> {
  /** Whoever has just signed in, put on record; a browser gets the cookie, a command line the token. */
  async function welcome(door: Door, answer: Response, bearer: boolean) {
    const token = answer.headers.get('set-auth-token');
    const { user } = z
      .object({ user: z.object({ id: z.string(), providerId: z.string() }) })
      .parse(await answer.json());
    const session = await (
      await auth()
    ).api.getSession({ headers: new Headers({ authorization: `Bearer ${token}` }) });
    if (!token || !session) throw new Error('signed in without a session');
    const person: PersonId = known(user.id);
    const actor = await actorOf(door.database, known(user.providerId), person, session.session);
    if (!actor) {
      await (await auth()).api.signOut({ headers: new Headers({ authorization: `Bearer ${token}` }) });
      throw new Refused(keptOut, keptOut.title);
    }
    await record(door, actor, { act: 'session.started', object: session.session.id });
    if (bearer) return { secondFactor: false, token };
    passCookies(answer, door.reply);
    return { secondFactor: false, token: null };
  }

  /** Asks for something that only the own password or a code allows. */
  async function askAsOneself(
    { request, actor }: Door,
    meanings: Meanings,
    ask: (api: Auth['api'], headers: Headers) => Promise<Response>,
  ): Promise<Response> {
    const { api } = await auth();
    return attempts.make({ account: actorIn(actor).id }, () =>
      understood(ask(api, headersOf(request, 'all')), meanings),
    );
  }

  return {
    async signIn(door, { body: { email, password, bearer } }) {
      const { api } = await auth();
      const answer = await attempts.make({ account: email }, () => {
        const headers = headersOf(door.request, 'none');
        const asked = api.signInEmail({ body: { email, password }, headers, asResponse: true });
        return understood(asked, { INVALID_EMAIL_OR_PASSWORD: wrongPassword });
      });
      const { twoFactorRedirect } = z
        .object({ twoFactorRedirect: z.boolean().default(false) })
        .parse(await answer.clone().json());
      if (!twoFactorRedirect) return welcome(door, answer, bearer);
      passCookies(answer, door.reply);
      return { secondFactor: true, token: null };
    },

    async giveCode(door, { body: { code, bearer } }) {
      const { api } = await auth();
      const asked = {
        body: { code },
        headers: headersOf(door.request, 'second-factor'),
        asResponse: true,
      } as const;
      const isTotp = /^\d{6}$/.test(code);
      const answer = await understood(isTotp ? api.verifyTOTP(asked) : api.verifyBackupCode(asked), codes);
      return welcome(door, answer, bearer);
    },

    async signOut(door) {
      const actor = actorIn(door.actor);
      const { api } = await auth();
      const answer = await api.signOut({ headers: headersOf(door.request, 'all'), asResponse: true });
      actors.forget(actor.id, actor.sessionId);
      await record(door, actor, { act: 'session.ended', object: actor.sessionId ?? null });
      passCookies(answer, door.reply);
      return {};
    },

    async changePassword(door, { body: { current, password } }) {
      const actor = actorIn(door.actor);
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
      const answer = await askAsOneself(door, { INVALID_PASSWORD: ownPasswordWrong }, (api, headers) =>
        api.changePassword({ body, headers, asResponse: true }),
      );
      actors.forget(actor.id);
      await record(door, actor, { act: 'password.changed', object: actor.id });
      passCookies(answer, door.reply);
      return {};
    },

    async startSecondFactor(door, { body: { password } }) {
      const actor = actorIn(door.actor);
      const meanings = { INVALID_PASSWORD: ownPasswordWrong, TOTP_ALREADY_ENABLED: secondFactorOn };
      const answer = await askAsOneself(door, meanings, (api, headers) =>
        api.enableTwoFactor({ body: { password, method: 'totp' }, headers, asResponse: true }),
      );
      const made = z
        .object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
        .parse(await answer.json());
      await record(door, actor, { act: 'second-factor.started', object: actor.id });
      return { address: made.totpURI, backupCodes: made.backupCodes };
    },

    async confirmSecondFactor(door, { body: { code } }) {
      const actor = actorIn(door.actor);
      const answer = await askAsOneself(door, codes, (api, headers) =>
        api.verifyTOTP({ body: { code }, headers, asResponse: true }),
      );
      actors.forget(actor.id);
      await record(door, actor, { act: 'second-factor.confirmed', object: actor.id });
      passCookies(answer, door.reply);
      return {};
    },

    async renewBackupCodes(door, { body: { password } }) {
      const actor = actorIn(door.actor);
      const answer = await askAsOneself(door, ownSecondFactor, (api, headers) =>
        api.generateBackupCodes({ body: { password }, headers, asResponse: true }),
      );
      const { backupCodes } = z.object({ backupCodes: z.array(z.string()) }).parse(await answer.json());
      await record(door, actor, { act: 'second-factor.codes-renewed', object: actor.id });
      return { backupCodes };
    },

    async removeOwnSecondFactor(door, { body: { password } }) {
      const actor = actorIn(door.actor);
      const answer = await askAsOneself(door, ownSecondFactor, (api, headers) =>
        api.disableTwoFactor({ body: { password }, headers, asResponse: true }),
      );
      actors.forget(actor.id);
      await record(door, actor, { act: 'second-factor.removed', object: actor.id });
      passCookies(answer, door.reply);
      return {};
    },
  };
}

/** What a refusal of better-auth means, by its code. */
type Meanings = Readonly<Record<string, RefusalKind>>;

const codes: Meanings = {
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  INVALID_TWO_FACTOR_COOKIE: startAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: startAgain,
  ACCOUNT_TEMPORARILY_LOCKED: tooManyAttempts,
  TOTP_NOT_ENABLED: secondFactorOff,
};
const ownSecondFactor: Meanings = {
  INVALID_PASSWORD: ownPasswordWrong,
  TWO_FACTOR_NOT_ENABLED: secondFactorOff,
};

/** Awaits an answer of better-auth and turns its "no" into ours; one that nobody foresaw is a fault. */
async function understood(asked: Promise<Response>, meanings: Meanings): Promise<Response> {
  const answer = await asked;
  if (answer.ok) return answer;
  const { code } = z.object({ code: z.string().default('') }).parse(await answer.json());
  const kind = meanings[code];
  if (!kind) throw new Error(`better-auth answered ${answer.status} ${code}`);
  throw new Refused(kind, kind.title);
}

/** What better-auth gets to see of a request: the cookies that this step is about, and the address as the server made it out. */
function headersOf(request: FastifyRequest, cookies: 'all' | 'second-factor' | 'none'): Headers {
  const { cookie = '', authorization, 'user-agent': userAgent = '' } = request.headers;
  const headers = new Headers({ [addressHeader]: request.ip, 'user-agent': userAgent.slice(0, 300) });
  const passed = cookie
    .split('; ')
    .filter(
      (one) => cookies === 'all' || (cookies === 'second-factor' && one.includes('tandem.two_factor=')),
    );
  if (passed.length > 0) headers.set('cookie', passed.join('; '));
  if (cookies === 'all' && authorization) headers.set('authorization', authorization);
  return headers;
}

const passCookies = (answer: Response, reply: FastifyReply): void =>
  void reply.header('set-cookie', answer.headers.getSetCookie());

function actorIn(actor: Actor | null): Actor {
  if (!actor) throw new Error('nobody is signed in');
  return actor;
}

async function record(
  { database, requestId }: Door,
  { id, providerId, clientId }: Actor,
  { act, object }: Pick<Fact, 'act' | 'object'>,
): Promise<void> {
  const scope = { providerId, clients: '*', actorId: id, requestId } as const;
  await database.write(scope, null, async (tx) => tx.record({ act, client: clientId, object, detail: {} }));
}
