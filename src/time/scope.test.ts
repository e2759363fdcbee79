import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ServiceKind } from '../clients/purchased-service.ts';
import { rows } from '../core/table.ts';
import { activities } from '../plan/catalogue-template.ts';
import { scopeOf } from './scope.ts';

/** A request as it is put in one line: the role asked, the row or `-`, and what is said of the task. */
const asked = (who: string, row: string, said: string) => {
  const [role, group] = who.split(' ');
  return {
    role: role === 'csdm' ? ('csdm' as const) : ('cse' as const),
    technologyGroup: group === undefined ? null : TechnologyGroupId.parse(group),
    activity: row === '-' ? null : Number(row),
    specificAndDefined: !said.includes('open-ended'),
    onePerson: !said.includes('two people'),
    needsProjectCoordination: said.includes('project'),
    beyondContract: said.includes('beyond'),
  };
};

describe('the scope of a request', () => {
  test.each(
    rows<'who' | 'row' | 'said' | 'kind' | 'whose' | 'clause'>(`
    | who           | row | said                | kind        | whose         | clause    |
    | ------------- | --- | ------------------- | ----------- | ------------- | --------- |
    | csdm          | 14  | defined             | in-scope    | csdm          | 3         |
    | cse network   | 22  | defined             | in-scope    | cse network   | 3         |
    | cse network   | 2   | defined             | in-scope    | cse network   | 3         |
    | csdm          | 2   | defined             | in-scope    | csdm          | 3         |
    | csdm          | 22  | defined             | in-scope    | cse           | 3         |
    | cse network   | 14  | defined             | in-scope    | csdm          | 3         |
    | cse security  | 47  | defined             | in-scope    | cse security  | 3         |
    | cse network   | 47  | defined             | in-scope    | cse security  | 3         |
    | csdm          | 14  | open-ended project  | in-scope    | csdm          | 3         |
    | cse security  | 46  | defined             | additional  | cse security  | 2.4       |
    | cse security  | 51  | open-ended          | refer       | nobody        | 2.4       |
    | cse network   | 23  | defined             | refer       | nobody        | 3, note 1 |
    | cse network   | 52  | beyond              | refer       | nobody        | 3, note 1 |
    | csdm          | 53  | defined             | refer       | nobody        | 3         |
    | cse network   | -   | defined             | additional  | cse network   | 2.4       |
    | cse network   | -   | beyond              | incremental | cse network   | 2.4       |
    | cse network   | 22  | beyond              | incremental | cse network   | 2.4       |
    | cse network   | 22  | beyond, two people  | refer       | nobody        | 2.4       |
    | cse network   | -   | open-ended          | refer       | nobody        | 2.4       |
    | csdm          | -   | two people          | refer       | nobody        | 2.4       |
    | csdm          | -   | project             | refer       | nobody        | 2.4       |
    | csdm          | -   | beyond, open-ended  | refer       | nobody        | 2.4       |
    `),
  )('asked of $who, row $row, $said: $kind for $whose by $clause', ({ who, row, said, ...expected }) => {
    const { kind, role, technologyGroup, clause } = scopeOf(asked(who, row, said), bought);
    const whose = role === null ? 'nobody' : [role, technologyGroup].filter(Boolean).join(' ');
    expect({ kind, whose, clause: clause.section }).toEqual(expected);
  });

  test('says all that stands against a task, and that it is another’s work', () => {
    expect(scopeOf(asked('csdm', '-', 'open-ended, two people, project'), bought).reasons).toEqual([
      'It is no row of the responsibility matrix.',
      'It is open-ended: what is to be done is not defined.',
      'It takes more than one person.',
      'It needs project coordination.',
    ]);
    expect(scopeOf(asked('cse network', '47', 'defined'), bought).reasons).toEqual([
      'It is the work of the CSE of security.',
    ]);
    expect(scopeOf(asked('cse security', '46', 'defined'), bought).reasons).toEqual([
      'Row 46 needs the vulnerability scanner, which the client does not buy.',
    ]);
  });

  test('the matrix has 53 rows in order: 20 of a CSDM and 31 of a CSE, one of them of both, and 3 of the client', () => {
    const of = (owner: string) =>
      activities.filter(({ owners }) => owners.some((one) => one === owner)).length;
    expect(activities.map(({ row }) => row)).toEqual(Array.from({ length: 53 }, (_, index) => index + 1));
    expect([of('csdm'), of('cse'), of('client')]).toEqual([20, 31, 3]);
  });
});

const bought: readonly ServiceKind[] = ['managed-services', 'managed-security'];
