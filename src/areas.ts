/** The areas in order: the rules and data of one know only the areas before it. */
export const areas = [
  'people',
  'mail',
  'files',
  'audit',
  'calendars',
  'clients',
  'contracts',
  'team',
  'plan',
  'time',
  'visits',
  'hours',
  'billing',
  'quotes',
  'meetings',
  'importers',
] as const;
