import { calendarsApi } from '../calendars/api.ts';
import { calendarsHandlers } from '../calendars/handlers.ts';
import { clientsApi } from '../clients/api.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { contractsApi } from '../contracts/api.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { peopleApi } from '../people/api.ts';
import { peopleHandlers } from '../people/handlers.ts';
import type { SignIn } from '../people/sign-in.ts';
import { teamApi } from '../team/api.ts';
import { teamHandlers } from '../team/handlers.ts';
import { timeApi } from '../time/api.ts';
import { timeHandlers } from '../time/handlers.ts';
import { area, type Area } from './mount.ts';

/** What the server mounts, in the order of `src/areas.ts`. */
export const areasWith = (signIn: SignIn): readonly Area[] => [
  area('people', peopleApi, peopleHandlers(signIn)),
  area('calendars', calendarsApi, calendarsHandlers),
  area('clients', clientsApi, clientsHandlers),
  area('contracts', contractsApi, contractsHandlers),
  area('team', teamApi, teamHandlers),
  area('time', timeApi, timeHandlers),
];
