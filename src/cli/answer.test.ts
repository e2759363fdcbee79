import { expect, test } from 'vitest';
import { shown } from './answer.ts';

const clients = [
  {
    id: '01936d2a-7c00-7000-8000-000000000000',
    name: 'Lakeside Clinics',
    technologyGroups: ['network', 'security'],
    deviceCount: 120,
  },
  { id: '01936d2a-7c00-7000-8000-000000000001', name: 'Harbor', technologyGroups: [], deviceCount: 8 },
];

test('a list is a table with names first and ids last', () => {
  expect(shown(clients, 100)).toBe(
    [
      'name              technology groups  device count  id',
      'Lakeside Clinics  network, security  120           01936d2a-7c00-7000-8000-000000000000',
      'Harbor                               8             01936d2a-7c00-7000-8000-000000000001',
    ].join('\n'),
  );
});

test('what does not fit the terminal is cut, and no line is longer than it', () => {
  for (const width of [20, 40, 60]) {
    const lines = shown(clients, width).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines[1]).toContain('…');
  }
});

test('a page says how to go on', () => {
  expect(shown({ items: [{ name: 'A' }], next: 'abc' }, 80)).toBe('name\nA\nThere is more: --cursor abc');
  expect(shown({ items: [], next: null }, 80)).toBe('None.');
});

test('one thing is a line for each field', () => {
  expect(shown({ name: 'Lakeside', isOpen: true, rates: { overage: '175.00' }, to: null }, 80)).toBe(
    ['name     Lakeside', 'is open  true', 'rates    {"overage":"175.00"}', 'to       '].join('\n'),
  );
});

test('what somebody typed elsewhere does nothing to the terminal', () => {
  expect(shown({ name: 'a\u001B[31mred\nline' }, 80)).toBe('name  a [31mred line');
});
