import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { known } from '../core/id.ts';
import { isCommitted, isLate, requireBookable } from './booking.ts';

const at = (clock: string) => `2026-11-24T${clock}Z`;
const [lakeside, harbor] = [known<'client'>('lakeside'), known<'client'>('harbor')];
const [marek, priya] = [known<'person'>('marek'), known<'person'>('priya')];

describe('after-hours work booked from 18:00 to 22:00', () => {
  test.each(
    rows<'approved' | 'worked' | 'counts'>(`
    | approved  | worked      | counts |
    | --------- | ----------- | ------ |
    | 12:00:00  | 18:00-22:00 | yes    |
    | 12:00:00  | 19:00-20:00 | yes    |
    | 12:00:00  | 17:59-20:00 | no     |
    | 12:00:00  | 21:00-22:01 | no     |
    | 18:30:00  | 19:00-20:00 | yes    |
    | 18:30:00  | 18:00-19:00 | no     |
    | 17:59:59  | 18:00-19:00 | yes    |
    | 18:00:00  | 18:00-19:00 | no     |
    | 23:00:00  | 18:00-19:00 | no     |
    | not       | 18:00-19:00 | no     |
    `),
  )('approved $approved, worked $worked: beforehand $counts', ({ approved, worked, counts }) => {
    const [start = '', end = ''] = worked.split('-');
    const booking = {
      id: known<'booking'>('booking'),
      clientId: lakeside,
      personId: marek,
      startsAt: at('18:00:00'),
      endsAt: at('22:00:00'),
      approvedAt: approved === 'not' ? null : at(approved),
    };
    const work = {
      clientId: lakeside,
      personId: marek,
      startedAt: at(`${start}:00`),
      endedAt: at(`${end}:00`),
    };
    expect(isCommitted(booking, work)).toBe(counts === 'yes');
    expect(isCommitted(booking, { ...work, clientId: harbor })).toBe(false);
    expect(isCommitted(booking, { ...work, clientId: null })).toBe(false);
    expect(isCommitted(booking, { ...work, personId: priya })).toBe(false);
  });

  test('a decision is late from the moment the window begins', () => {
    expect(isLate(at('18:00:00'), at('17:59:59.999'))).toBe(false);
    expect(isLate(at('18:00:00'), at('18:00:00'))).toBe(true);
  });
});

describe('what can be booked', () => {
  const refusal = (startsAt: string, endsAt: string, minutesExpected: number): string => {
    try {
      const draft = { clientId: lakeside, startsAt, endsAt, minutesExpected, reason: 'Migration' };
      requireBookable(draft, Temporal.Instant.from(at('15:00:00')));
      return 'taken';
    } catch (error) {
      return error instanceof Error ? error.message : 'something else';
    }
  };

  test('is a window that is not over, into which the minutes fit', () => {
    expect(refusal(at('18:00:00'), at('22:00:00'), 240)).toBe('taken');
    expect(refusal(at('14:00:00'), at('15:00:01'), 60)).toBe('taken');
    expect(refusal(at('18:00:00'), at('22:00:00'), 241)).toContain('240 minutes fit');
    expect(refusal(at('14:00:00'), at('15:00:00'), 60)).toContain('beforehand');
    expect(refusal(at('22:00:00'), at('18:00:00'), 1)).toContain('ends before');
    expect(refusal(at('18:00:00'), '2026-12-01T18:00:00Z', 60)).toBe('taken');
    expect(refusal(at('18:00:00'), '2026-12-01T18:01:00Z', 60)).toContain('each night');
  });
});
