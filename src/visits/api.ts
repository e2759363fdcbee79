import { expensesApi } from './expense-api.ts';
import { receiptsApi } from './receipt-api.ts';
import { siteVisitsApi } from './site-visit-api.ts';
import { travelRatesApi } from './travel-rate-api.ts';

/** All of visits: asked for, reviewed and decided on, what they cost, its receipts and rates. */
export const visitsApi = { ...siteVisitsApi, ...expensesApi, ...receiptsApi, ...travelRatesApi };
