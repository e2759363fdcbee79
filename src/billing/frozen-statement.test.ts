import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios } from '../../test/scenario.ts';
import { rate } from '../hours/rate.ts';
import { readScenario } from '../hours/scenario.ts';
import { writeStatement } from '../hours/statement.ts';
import { freeze, thaw } from './frozen-statement.ts';

test('a statement that was frozen and thawed is the same, byte for byte', () => {
  fc.assert(
    fc.property(scenarios, (document) => {
      const statement = rate(readScenario(document, [])!);
      const frozen = freeze(statement);
      expect(thaw(frozen)).toBe(JSON.stringify(writeStatement(statement)));
      expect(frozen.draws.entry).toHaveLength(frozen.draws.minutes.length);
    }),
  );
});
