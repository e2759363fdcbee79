import { describe, expect, test } from 'vitest';
import { createAttempts, failuresMax } from './attempts.ts';

const wrong = () => Promise.reject(new Error('wrong'));
const right = () => Promise.resolve('in');

function guessing() {
  const clock = { ms: 0 };
  const attempts = createAttempts(() => clock.ms);
  const fail = (by: { address?: string; account?: string }) => attempts.make(by, wrong).catch(String);
  return { clock, attempts, fail };
}

describe('attempts', () => {
  test('one address that fails at many accounts is not heard at any more of them, others are', async () => {
    const { attempts, fail } = guessing();
    for (let i = 0; i < failuresMax.address; i++)
      expect(await fail({ address: '203.0.113.7', account: `a${i}` })).toBe('Error: wrong');
    await expect(attempts.make({ address: '203.0.113.7', account: 'new' }, right)).rejects.toMatchObject({
      kind: { code: 'sign-in.too-many-attempts', status: 429 },
      about: { retryAfterSeconds: 300 },
    });
    expect(await attempts.make({ address: '203.0.113.8', account: 'new' }, right)).toBe('in');
  });

  test('many guesses at the same moment gain nothing', async () => {
    const { fail } = guessing();
    const answers = await Promise.all(Array.from({ length: 50 }, () => fail({ account: 'ada' })));
    expect(answers.filter((answer) => answer === 'Error: wrong')).toHaveLength(failuresMax.account);
  });

  test('an account is heard again when the time that was told has passed', async () => {
    const { attempts, clock, fail } = guessing();
    for (let i = 0; i <= failuresMax.account; i++) await fail({ account: 'ada' });
    clock.ms = 299_999;
    await expect(attempts.make({ account: 'ada' }, right)).rejects.toMatchObject({
      about: { retryAfterSeconds: 1 },
    });
    clock.ms = 300_000;
    expect(await attempts.make({ account: 'ada' }, right)).toBe('in');
  });

  test('whoever gets in has all attempts again, however often that happens', async () => {
    const { attempts, fail } = guessing();
    for (let round = 0; round < 20; round++) {
      for (let i = 1; i < failuresMax.account; i++)
        expect(await fail({ account: 'ada' })).toBe('Error: wrong');
      expect(await attempts.make({ account: 'ada' }, right)).toBe('in');
    }
  });

  test('getting in with the own account does not help an address to guess at others', async () => {
    const { attempts, fail } = guessing();
    const address = '203.0.113.7';
    for (let i = 0; i < failuresMax.address; i++) {
      await fail({ address, account: `a${i}` });
      if (i + 1 < failuresMax.address) await attempts.make({ address, account: 'own' }, right);
    }
    await expect(attempts.make({ address, account: 'own' }, right)).rejects.toMatchObject({
      kind: { status: 429 },
    });
  });
});
