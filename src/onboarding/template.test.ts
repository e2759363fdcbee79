import { describe, expect, test } from 'vitest';
import { guideTemplate, tasksFor } from './template.ts';

const titles = (bought: 'csdm-only' | 'standard', hasSecurity: boolean) =>
  tasksFor(guideTemplate(bought), hasSecurity).map(({ title }) => title);

describe('the template of the guide', () => {
  test('has for a standard package what section 4.1 names, for every phase and owner', () => {
    const { tasks } = guideTemplate('standard');
    expect(new Set(tasks.map(({ phase }) => phase)).size).toBe(3);
    expect(new Set(tasks.map(({ owner }) => owner)).size).toBe(3);
    expect(titles('standard', false)).toEqual(
      expect.arrayContaining([
        'Hold the kick-off',
        'True up the supported devices',
        'Draw the diagrams',
        'Write down the impact of each device',
        'Take the technical baselines',
        'Send the first monthly executive summary',
      ]),
    );
  });

  test('has tasks of security only where a security service is bought', () => {
    const [without, secured] = [titles('standard', false), titles('standard', true)];
    expect(secured.filter((title) => !without.includes(title))).toEqual([
      'Agree on how security events are told',
      'Go through firewall rules and scans',
    ]);
  });

  test('asks nothing of engineers where there is CSDM time alone', () => {
    const { tasks } = guideTemplate('csdm-only');
    expect(tasks.filter(({ owner }) => owner === 'cse')).toEqual([]);
    expect(titles('csdm-only', true)).not.toContain('Take the technical baselines');
    expect(titles('csdm-only', true)).not.toContain('Give access for the engineers');
    expect(tasks.find(({ title }) => title === 'Write down the standards')?.owner).toBe('csdm');
  });
});
