import type { Tone } from '../../web/kit/tokens.ts';
import type { Scope, ScopeKind } from '../scope.ts';

/** What each scope is called, and what follows from it for whoever was asked. */
export const scopeWords: Readonly<Record<ScopeKind, { name: string; tone: Tone; follows: string }>> = {
  'in-scope': { name: 'in scope', tone: 'ok', follows: 'Log it as service: it draws on the packages.' },
  additional: {
    name: 'additional',
    tone: 'info',
    follows: 'Log it as additional: it draws on the packages.',
  },
  incremental: {
    name: 'incremental',
    tone: 'warn',
    follows: 'Log it as incremental: it is billed by the hour.',
  },
  refer: {
    name: 'to be referred',
    tone: 'bad',
    follows: 'Refer the client to Professional Services; log no time.',
  },
};

/** Example: `Service guide, section 2.4`. */
export const clauseWords = ({ clause }: Pick<Scope, 'clause'>): string =>
  `Service guide, section ${clause.section}. ${clause.words}`;
