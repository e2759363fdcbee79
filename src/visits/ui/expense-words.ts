import type { expenseKinds } from '../cost.ts';

/** What was paid for, as it is said on screen. */
export const expenseWords: Readonly<Record<(typeof expenseKinds)[number], string>> = {
  mileage: 'Mileage',
  'travel-time': 'Travel time',
  transport: 'Transport',
  lodging: 'Lodging',
  meals: 'Meals',
  other: 'Other',
};
