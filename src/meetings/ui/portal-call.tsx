import type { ReactNode } from 'react';
import { PageLink } from '../../web/kit/link.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { TouchPoint } from '../touch-point.ts';
import { AgendaPanel } from './agenda-panel.tsx';
import { standingTones, whenWords } from './call-words.ts';
import styles from './meetings.module.css';

/** The call that comes next, with its agenda. */
export function NextCall({ call }: { readonly call: TouchPoint }): ReactNode {
  return (
    <section className={styles['stack']} aria-label="Next call">
      <p className={styles['facts']}>
        <PageLink to={`/portal/calls/${call.id}`}>Next: {call.title}</PageLink>
        <PortalCallFacts call={call} />
      </p>
      <AgendaPanel touchPoint={call} />
    </section>
  );
}

/** When and where a call is, as its client reads it. */
export function PortalCallFacts({ call }: { readonly call: TouchPoint }): ReactNode {
  const { standing, place, organiserName } = call;
  return (
    <>
      <span>{whenWords(call)}</span>
      {place !== '' && <span>{place}</span>}
      <span>led by {organiserName}</span>
      <StatePill tone={standingTones[standing.state]}>{standing.state}</StatePill>
      {'reason' in standing && <span className="note">{standing.reason}</span>}
    </>
  );
}
