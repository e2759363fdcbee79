import { catalogueApi } from './catalogue-api.ts';
import { coverageApi } from './coverage-api.ts';
import { occurrenceApi } from './occurrence-api.ts';
import { planApi } from './plan-api.ts';

/** All of plans: the catalogue they are made from, their rows, what comes of them, and the coverage. */
export const plansApi = { ...catalogueApi, ...planApi, ...occurrenceApi, ...coverageApi };
