import type { ReactNode } from 'react';
import { calendarsApi } from '../../calendars/api.ts';
import { weekWords } from '../../calendars/ui/week-words.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Contract } from '../contract.ts';
import { termsInWords } from './term-words.ts';
import styles from './terms-panel.module.css';

/** How work is rated and invoiced under the contract, in words, with the rates and where the service guide says so. */
export function TermsPanel({ contract }: { readonly contract: Contract }): ReactNode {
  const calendars = useAnswer(calendarsApi.listCalendars, {});
  const calendar = calendars.data?.find(({ id }) => id === contract.calendarId);
  return (
    <Panel title="How work is rated" flush>
      <dl className={styles['terms']}>
        {termsInWords(contract).map(({ about, words, rate, section }) => (
          <div key={about} className={styles['term']}>
            <dt>{about}</dt>
            <dd className={styles['words']}>{words}</dd>
            <dd className={styles['rate']}>
              {rate !== undefined && (
                <>
                  {moneyFigure(rate, contract.currency)} <small>an hour</small>
                </>
              )}
            </dd>
            <dd className={styles['source']}>{section ? `guide, section ${section}` : 'the contract'}</dd>
          </div>
        ))}
        {calendar && (
          <div className={styles['term']}>
            <dt>Business hours</dt>
            <dd className={styles['words']}>
              {weekWords(calendar.weekly)}, except the holidays of{' '}
              <PageLink to={`/app/calendars/${calendar.id}`}>{calendar.name}</PageLink>.
            </dd>
            <dd className={styles['rate']} />
            <dd className={styles['source']}>guide, section 5</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
