import { z } from 'zod';
import { route, staff } from '../people/access.ts';
import { TravelRate, travelRateOnThatDay } from './travel-rate.ts';

export const travelRatesApi = {
  listTravelRates: route({
    method: 'GET',
    path: '/travel-rates',
    command: 'travel-rate list',
    summary: 'Lists what mileage and travel time are charged at, by currency, the latest first.',
    access: staff,
    out: z.object({ rates: z.array(TravelRate) }),
  }),
  setTravelRate: route({
    method: 'POST',
    path: '/travel-rates',
    command: 'travel-rate set',
    summary:
      'Sets what a kilometre, a mile or an hour on the road is charged at, from a day on. What was entered before stays as it is.',
    access: ['supervisor', 'finance', 'administrator'],
    body: TravelRate,
    out: TravelRate,
    status: 201,
    idempotent: true,
    refusals: [travelRateOnThatDay],
  }),
};
