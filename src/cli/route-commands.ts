import { routes } from '../server/apis.ts';
import { runRoute } from './call.ts';
import type { Command } from './commands.ts';

/** Commands of the command line itself do what these do, and keep what they get. */
const doneOtherwise = ['sign-in', 'sign-in code', 'sign-out'];

/** Every route is a command that asks the server. */
export const routeCommands: readonly Command[] = routes
  .filter(({ route }) => !doneOtherwise.includes(route.command))
  .map(({ route }) => ({
    name: route.command,
    summary: route.summary,
    load: async () => ({
      help: async () => (await import('./route-help.ts')).helpOf(route),
      run: (words) => runRoute(route, words),
    }),
  }));
