import { betterAuth } from 'better-auth';
import { bearer, twoFactor } from 'better-auth/plugins';
import { addressHeader } from './sign-in.ts';
import type { SignInDb } from './sign-in-store.ts';

/** How long somebody stays signed in, whatever they do: then the password is asked for again. */
const sessionSeconds = 7 * 24 * 3600;

export interface AuthSettings {
  readonly db: SignInDb;
  readonly secret: string;
  /** Where Tandem is reached; with https its cookies are sent over https alone. */
  readonly url: string;
  readonly warn: (message: string) => void;
}

/**
 * better-auth, of which the functions listed in `server/sign-in.ts` are called and nothing else: its router is mounted nowhere. Heavy to
 * load, so it is imported when first needed.
 */
export const createAuth = ({ db, secret, url, warn }: AuthSettings) =>
  betterAuth({
    appName: 'Tandem',
    baseURL: url,
    secret,
    database: { db, type: 'postgres', schemaName: 'auth' },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message) => warn(message) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    user: {
      additionalFields: {
        providerId: { type: 'string', required: true, input: false },
        sample: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'tandem',
      useSecureCookies: url.startsWith('https:'),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [twoFactor({ issuer: 'Tandem' }), bearer({ requireSignature: true })],
  });

export type Auth = ReturnType<typeof createAuth>;
