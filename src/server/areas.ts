import { calendarsApi } from '../calendars/api.ts';
import { calendarsHandlers } from '../calendars/handlers.ts';
import { clientsApi } from '../clients/api.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { teamApi } from '../team/api.ts';
import { teamHandlers } from '../team/handlers.ts';
import { area, type Area } from './mount.ts';

/** What the server mounts, in the order of `src/areas.ts`. */
export const areas: readonly Area[] = [
  area('calendars', calendarsApi, calendarsHandlers),
  area('clients', clientsApi, clientsHandlers),
  area('team', teamApi, teamHandlers),
];
