import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { by, recorded, theClientsEntry, theDecider } from './decision-handlers.ts';
import { isSupervisor, notYours } from './decision.ts';
import { emergencyAlready, type emergencyApi } from './emergency-api.ts';
import { insertEmergency } from './emergency-store.ts';

export const emergencyHandlers: Handlers<typeof emergencyApi, Context> = {
  async giveEmergency(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClientsEntry(context, params.entry);
    const { roles, leads } = await theDecider(context);
    if (!isSupervisor(roles) && !leads.has(before.clientId)) throw new Refused(notYours, notYours.title);
    const emergency = { entry: before.id, client: before.clientId, reason: body.reason };
    if (!(await insertEmergency(db, providerId, emergency, by(context))))
      throw new Refused(emergencyAlready, emergencyAlready.title);
    return recorded(context, 'entry.emergency-given', before, body);
  },
};
