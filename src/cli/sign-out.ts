import { CallRefused } from '../core/call.ts';
import { signInApi } from '../people/sign-in-api.ts';
import { forgetSession, NotDone, readSession, signedInCall } from './session.ts';

export const help = `
Ends the session of the command line, on the server too, and deletes the token that was kept here.

  tandem sign-out

Exit code: 0 signed out, or nobody was signed in; 1 the token was deleted here, but the server could not be told.
`;

export async function run(): Promise<number> {
  if (!readSession(process.env)) return say(0, 'nobody is signed in.');
  try {
    const call = await signedInCall({ ...process.env, TANDEM_TOKEN: undefined });
    await call(signInApi.signOut, {});
    return say(0, 'signed out.');
  } catch (error) {
    // A session that has ended already is what was asked for.
    if (error instanceof CallRefused && error.code === 'not-signed-in') return say(0, 'signed out.');
    if (!(error instanceof CallRefused || error instanceof NotDone)) throw error;
    return say(1, `${error.message} The token was deleted here; end the session in Tandem itself.`);
  } finally {
    forgetSession(process.env);
  }
}

function say(exitCode: number, words: string): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`tandem sign-out: ${words}\n`);
  return exitCode;
}
