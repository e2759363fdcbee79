import { CallRefused } from '../../core/call.ts';
import { forgetRecent } from './recent.ts';

/** Where somebody who is not signed in goes, and comes back from to the page they wanted. */
export const signInAddress = (wanted: string): string =>
  wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;

/** Where to go after signing in: the page that was wanted, if it is one of ours. Anything else is ignored, so that no link can lead away. */
export function addressAfterSignIn(search: string, home: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '';
  const own = wanted.startsWith('/') && !wanted.startsWith('//') && !wanted.includes('\\');
  return own && !wanted.startsWith('/sign-in') ? wanted : home;
}

/** Sends the reader to sign in where the server said that nobody is signed in; does nothing for any other error. */
export function signInAgain(error: unknown): void {
  if (!(error instanceof CallRefused) || error.code !== 'not-signed-in') return;
  if (location.pathname.startsWith('/sign-in')) return;
  location.assign(signInAddress(location.pathname + location.search));
}

/** Ends the session here and goes to the door. What the device remembered of clients is forgotten. */
export async function signOut(): Promise<void> {
  forgetRecent();
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined);
  location.assign('/sign-in');
}
