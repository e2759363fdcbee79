/** Who answers for a row of the responsibility matrix. */
export const owners = ['csdm', 'cse', 'client'] as const;
export type Owner = (typeof owners)[number];
