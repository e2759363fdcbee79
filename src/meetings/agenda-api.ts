import { z } from 'zod';
import { everyone, route, workers } from '../people/access.ts';
import { agendaClosed, AgendaItem, AgendaItemDraft, dropUnexplained, ItemKey, noSuchItem } from './agenda.ts';
import { TouchPointId } from './touch-point.ts';

const ofTouchPoint = z.object({ touchPoint: TouchPointId });
const Agenda = z.object({ items: z.array(AgendaItem) });

export const agendaApi = {
  showAgenda: route({
    method: 'GET',
    path: '/touch-points/{touchPoint}/agenda',
    command: 'agenda show',
    summary:
      'Shows what is to be spoken about in a call, as it stands: what builds itself, what was added and proposed, and what is left out. A client sees what is for both sides.',
    access: everyone,
    params: ofTouchPoint,
    out: Agenda,
  }),
  addAgendaItem: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/agenda-items',
    command: 'agenda add',
    summary: 'Adds something to the agenda of a call; from somebody of the client it is a proposal.',
    access: everyone,
    params: ofTouchPoint,
    body: AgendaItemDraft,
    out: Agenda,
    status: 201,
    idempotent: true,
    refusals: [agendaClosed],
  }),
  dropAgendaItem: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/agenda-drops',
    command: 'agenda drop',
    summary: 'Leaves something out of the agenda; what belongs on every agenda only with a reason.',
    access: workers,
    params: ofTouchPoint,
    body: z.object({ key: ItemKey, reason: z.string().trim().max(1000).default('') }),
    out: Agenda,
    refusals: [agendaClosed, noSuchItem, dropUnexplained],
  }),
  restoreAgendaItem: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/agenda-returns',
    command: 'agenda restore',
    summary: 'Puts back on the agenda what was left out.',
    access: workers,
    params: ofTouchPoint,
    body: z.object({ key: ItemKey }),
    out: Agenda,
    refusals: [agendaClosed, noSuchItem],
  }),
  orderAgenda: route({
    method: 'PUT',
    path: '/touch-points/{touchPoint}/agenda-order',
    command: 'agenda order',
    summary: 'Says in which order items are spoken about; those not named follow.',
    access: workers,
    params: ofTouchPoint,
    body: z.object({ keys: z.array(ItemKey).max(200) }),
    out: Agenda,
    refusals: [agendaClosed, noSuchItem],
  }),
};
