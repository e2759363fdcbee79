import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { thousands } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import type { importersApi } from '../api.ts';
import type { ImportKind } from '../mapping.ts';
import styles from './import-page.module.css';

/** What became of a file once the server has confirmed it, and where to look at it. */
export function ResultPanel({ done }: { readonly done: Response<typeof importersApi.bringIn> }): ReactNode {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { kind, fileName, created, changed, unchanged } = done;
  const parts = [
    `${thousands(created)} new`,
    changed > 0 ? `${thousands(changed)} changed` : '',
    unchanged > 0 ? `${thousands(unchanged)} as before` : '',
  ].filter(Boolean);
  return (
    <section ref={place} tabIndex={-1} className={styles['result']} aria-label="Imported">
      <IconCircleCheck size={20} aria-hidden className={styles['good']} />
      <div>
        <p className={styles['lead']}>
          {fileName} is imported: {parts.join(', ')}.
        </p>
        <p className={styles['links']}>
          {places[kind].map(({ label, to }) => (
            <PageLink key={to} to={to}>
              {label}
            </PageLink>
          ))}
        </p>
      </div>
    </section>
  );
}

const places: Readonly<Record<ImportKind, readonly { readonly label: string; readonly to: string }[]>> = {
  entries: [
    { label: 'Approve what was submitted', to: '/app/approvals' },
    { label: 'See what it comes to', to: '/app' },
  ],
  clients: [{ label: 'See the clients', to: '/app/clients' }],
  contracts: [{ label: 'See the clients and their contracts', to: '/app/clients' }],
};
