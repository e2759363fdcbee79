import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { everyone, route } from './access.ts';
import { InvitationToken, Password, Secret } from './invitation.ts';
import { Email, PersonName } from './person.ts';
import { ProviderDraft } from './provider.ts';

export const tooManyAttempts = refusal(
  429,
  'sign-in.too-many-attempts',
  'Too many attempts that failed. Wait a few minutes and try again.',
);
export const wrongPassword = refusal(
  401,
  'sign-in.wrong',
  'The e-mail address or the password is not right.',
);
export const wrongCode = refusal(401, 'sign-in.wrong-code', 'This code is not right, or no longer.');
export const startAgain = refusal(
  401,
  'sign-in.start-again',
  'Too much time has passed, or too many codes were wrong. Start again with e-mail address and password.',
);
export const keptOut = refusal(
  403,
  'sign-in.deactivated',
  'An administrator has deactivated you. Ask them to let you in again.',
);
export const ownPasswordWrong = refusal(422, 'password.wrong', 'This is not your password.');
export const secondFactorOn = refusal(409, 'second-factor.on', 'You have a second factor already.');
export const secondFactorOff = refusal(409, 'second-factor.off', 'You have no second factor yet.');
export const linkUsed = refusal(
  409,
  'invitation.closed',
  'This link was used before, has expired, or was replaced by a newer one. Ask an administrator for a new link.',
);
export const addressTaken = refusal(
  409,
  'invitation.address-taken',
  'This e-mail address signs in somebody else on this server. Ask an administrator to invite you under another one.',
);
export const setUpClosed = refusal(
  409,
  'set-up.closed',
  'This link was used before, has expired, or was replaced. Start the server again for a new one, if nobody has set it up yet.',
);

const done = z.object({});
const ownPassword = z.object({ password: z.string().max(200) });
const backupCodes = z.array(z.string());

/** `bearer` asks for a token to send as `Authorization: Bearer …`, as the command line does; a browser gets a cookie and no token. */
const bearer = z.boolean().default(false);
const SignedIn = z.object({
  /** Whether a code of the second factor is wanted before anything else. */
  secondFactor: z.boolean(),
  token: z.string().nullable(),
});

/** How people come in. Only these paths stand under `/api/auth`; whatever else the library behind them could do is not reachable. */
export const signInApi = {
  signIn: route({
    method: 'POST',
    path: '/auth/sign-in',
    command: 'sign-in',
    summary: 'Signs in with e-mail address and password.',
    access: 'public',
    body: z.object({ email: Email, password: z.string().min(1).max(200), bearer }),
    out: SignedIn,
    refusals: [wrongPassword, keptOut, tooManyAttempts],
  }),
  giveCode: route({
    method: 'POST',
    path: '/auth/sign-in/code',
    command: 'sign-in code',
    summary: 'Goes on signing in with a code of the second factor, or one of its backup codes.',
    access: 'public',
    body: z.object({ code: z.string().trim().min(6).max(20), bearer }),
    out: SignedIn,
    refusals: [wrongCode, startAgain, keptOut, tooManyAttempts],
  }),
  signOut: route({
    method: 'POST',
    path: '/auth/sign-out',
    command: 'sign-out',
    summary: 'Ends this session.',
    access: everyone,
    out: done,
  }),
  changePassword: route({
    method: 'POST',
    path: '/auth/password',
    command: 'self change-password',
    summary: 'Changes your password and ends your other sessions.',
    access: everyone,
    body: z.object({ current: z.string().max(200), password: Password }),
    out: done,
    refusals: [ownPasswordWrong, tooManyAttempts],
  }),
  startSecondFactor: route({
    method: 'POST',
    path: '/auth/second-factor',
    command: 'self start-second-factor',
    summary:
      'Makes a second factor for an authenticator app, and its backup codes; it holds once a first code confirms it.',
    access: everyone,
    body: ownPassword,
    out: z.object({ address: z.string(), backupCodes }),
    refusals: [ownPasswordWrong, secondFactorOn, tooManyAttempts],
  }),
  confirmSecondFactor: route({
    method: 'POST',
    path: '/auth/second-factor/confirmation',
    command: 'self confirm-second-factor',
    summary: 'Confirms the second factor with a first code of the app.',
    access: everyone,
    body: z.object({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, 'a code has six digits')
        .meta({ examples: ['123456'] }),
    }),
    out: done,
    refusals: [wrongCode, secondFactorOff, tooManyAttempts],
  }),
  renewBackupCodes: route({
    method: 'POST',
    path: '/auth/second-factor/backup-codes',
    command: 'self renew-backup-codes',
    summary: 'Makes new backup codes; those before no longer work.',
    access: everyone,
    body: ownPassword,
    out: z.object({ backupCodes }),
    refusals: [ownPasswordWrong, secondFactorOff, tooManyAttempts],
  }),
  removeOwnSecondFactor: route({
    method: 'POST',
    path: '/auth/second-factor/removal',
    command: 'self remove-second-factor',
    summary: 'Takes away your second factor.',
    access: everyone,
    body: ownPassword,
    out: done,
    refusals: [ownPasswordWrong, secondFactorOff, tooManyAttempts],
  }),
};

/** What the links open by which people get their first password. */
export const invitationApi = {
  openInvitation: route({
    method: 'POST',
    path: '/auth/invitation',
    command: 'invitation open',
    summary: 'Shows whom a link invites.',
    access: 'public',
    body: z.object({ token: InvitationToken }),
    out: z.object({ name: z.string(), email: z.string(), provider: z.string() }),
    refusals: [linkUsed, tooManyAttempts],
  }),
  acceptInvitation: route({
    method: 'POST',
    path: '/auth/invitation/acceptance',
    command: 'invitation accept',
    summary: 'Chooses a password; sign in with it afterwards.',
    access: 'public',
    body: z.object({ token: InvitationToken, password: Password }),
    out: z.object({ email: z.string() }),
    refusals: [linkUsed, addressTaken, tooManyAttempts],
  }),
};

/** How an empty database gets its provider. */
export const setUpApi = {
  setUp: route({
    method: 'POST',
    path: '/auth/set-up',
    command: 'set-up',
    summary: 'Takes over an empty database: makes the provider and its first administrator.',
    access: 'public',
    body: z.object({
      token: Secret,
      provider: ProviderDraft,
      name: PersonName,
      email: Email,
      password: Password,
    }),
    out: z.object({ email: z.string() }),
    refusals: [setUpClosed, tooManyAttempts],
  }),
};
