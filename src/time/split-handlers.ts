import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { decidable, requireChangeable } from './decision.ts';
import { keepEmergency } from './emergency-store.ts';
import { capture, change, requireVersion, theEntry } from './entry-handlers.ts';
import type { splitsApi } from './split-api.ts';
import { splitEntry } from './split.ts';

export const splitsHandlers: Handlers<typeof splitsApi, Context> = {
  async splitEntry(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theEntry(context, params.entry, 'locked');
    requireChangeable(context.actor, decidable(before));
    requireVersion(before, body.version);
    const drafts = splitEntry(before, body);
    const kept = await change(context, before, drafts.kept);
    const part = await capture(context, before.personId, drafts.part, before);
    await keepEmergency(db, providerId, kept, part);
    const detail = { before, kept, part };
    context.record({ act: 'entry.split', client: before.clientId, object: before.id, detail });
    if (part.clientId !== before.clientId)
      context.record({ act: 'entry.logged', client: part.clientId, object: part.id, detail: part });
    return { kept, part };
  },
};
