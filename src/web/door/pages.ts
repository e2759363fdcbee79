import { page, type Page } from '../kit/page.tsx';

/** Pages for people who are not signed in. */
export const doorPages: readonly Page[] = [
  page('/sign-in', async () => (await import('../../people/ui/sign-in-page.tsx')).SignInPage),
  page('/set-up', async () => (await import('../../people/ui/set-up-page.tsx')).SetUpPage),
  page('/invitation', async () => (await import('../../people/ui/invitation-page.tsx')).InvitationPage),
];
