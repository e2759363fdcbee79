import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const open = {
  HOST: '0.0.0.0',
  TANDEM_SECRET: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  TANDEM_URL: 'https://tandem.example.com',
};

describe('configuration', () => {
  test('with nothing set it is reached from this machine alone, and an empty database gets the sample', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      url: 'http://127.0.0.1:3000',
      databaseUrl: null,
      sample: true,
      secret: null,
      isPublic: false,
      logLevel: 'warn',
    });
  });

  test('a variable that is set to nothing is not set', () => {
    expect(readConfig({ PORT: '', TANDEM_URL: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  test('where others can reach it, an empty database gets no sample', () => {
    expect(readConfig(open)).toMatchObject({
      isPublic: true,
      sample: false,
      url: 'https://tandem.example.com',
    });
  });

  test('behind a proxy on this machine it counts as reached by others', () => {
    expect(readConfig({ TANDEM_URL: 'https://tandem.example.com/' })).toMatchObject({
      isPublic: true,
      host: '127.0.0.1',
      url: 'https://tandem.example.com',
    });
  });

  test.each([
    ['a port that is none', { PORT: 'http' }, 'PORT is a port number'],
    ['a port beyond the last', { PORT: '70000' }, 'PORT is a port number from 1 to 65535'],
    [
      'a database that is no PostgreSQL',
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL is an address like postgresql://',
    ],
    ['a short secret', { TANDEM_SECRET: 'hush' }, 'TANDEM_SECRET has at least 32 characters'],
    ['an address that is none', { TANDEM_URL: 'tandem' }, 'TANDEM_URL is an address like https://'],
    ['an address with a path', { TANDEM_URL: 'https://example.com/tandem' }, 'TANDEM_URL has no path'],
    ['a sample that is neither on nor off', { TANDEM_SAMPLE: 'maybe' }, 'TANDEM_SAMPLE is on or off'],
    [
      'a mail server that is none',
      { TANDEM_SMTP: 'mail.example.com', TANDEM_MAIL_FROM: 'a@example.com' },
      'TANDEM_SMTP is the address of a mail server',
    ],
    ['mail from nobody', { TANDEM_SMTP: 'smtp://mail.example.com' }, 'TANDEM_MAIL_FROM must be set'],
    [
      'mail from no address',
      { TANDEM_SMTP: 'smtp://mail.example.com', TANDEM_MAIL_FROM: 'x\nBcc: y@example.com' },
      'TANDEM_MAIL_FROM is an address',
    ],
    ['a level that is none', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is fatal, error, warn'],
    ['a proxy that is no address', { TANDEM_PROXIES: 'everybody' }, 'TANDEM_PROXIES is a list of addresses'],
    ['an open door without a secret', { ...open, TANDEM_SECRET: '' }, 'TANDEM_SECRET must be set'],
    [
      'an open door without an address',
      { ...open, TANDEM_URL: '' },
      'TANDEM_URL must be set to the https address',
    ],
    [
      'an open door without encryption',
      { ...open, TANDEM_URL: 'http://tandem.example.com' },
      'TANDEM_URL must be set to the https address',
    ],
    [
      'a proxy without encryption',
      { TANDEM_URL: 'http://tandem.example.com' },
      'TANDEM_URL must be set to the https address',
    ],
    ['the sample for others to see', { ...open, TANDEM_SAMPLE: 'on' }, 'TANDEM_SAMPLE cannot be on'],
  ])('%s is refused by the name of its variable', (_, environment, reason) => {
    expect(() => readConfig(environment)).toThrow(reason);
  });
});
