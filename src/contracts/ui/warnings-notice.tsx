import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { reviewers } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { contractsApi } from '../api.ts';
import { useInWords } from './in-words.ts';
import styles from './warnings-notice.module.css';

/** What the running contract of a client no longer meets, the figures, and the way to put it right; silent where there is nothing. */
export function WarningsNotice({ client }: { readonly client: ClientId }): ReactNode {
  const warnings = useAnswer(contractsApi.listContractWarnings, { query: { client } });
  const mayChange = useMay(reviewers);
  const inWords = useInWords();
  if (!warnings.data || warnings.data.length === 0) return null;
  return (
    <section className={styles['notice']} aria-label="Warnings of the contract">
      <IconAlertTriangle size={20} aria-hidden className={styles['glyph']} />
      <ul>
        {warnings.data.map(({ code, words, section, advice, baseHours }) => (
          <li key={code}>
            <p className={styles['words']}>{inWords(words)}</p>
            <p className={styles['advice']}>
              {inWords(advice)} Service guide, section {section}.
            </p>
            {mayChange && baseHours !== null && (
              <PageLink to={`/app/clients/${client}/contract?hours=${baseHours}`}>
                Draft the change to {baseHours} hours
              </PageLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
