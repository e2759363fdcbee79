import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request } from '../../core/route.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { proofApi } from '../api.ts';
import styles from './proof.module.css';

/** What a proof can be saved as, and the key to pin; each by a button and a key. */
export function Saves({ request }: { readonly request: Request<typeof proofApi.saveProof> }): ReactNode {
  const bundle = useSaving(proofApi.saveProof);
  const sheet = useSaving(proofApi.saveProofSheet);
  const key = useSaving(proofApi.saveProofKey);
  const acts = [
    { label: 'Save the bundle', keys: 's', run: () => bundle.save(request), busy: bundle.busy },
    { label: 'Save as CSV', keys: 'c', run: () => sheet.save(request), busy: sheet.busy },
    { label: 'Save the key', keys: 'k', run: () => key.save({}), busy: key.busy },
    { label: 'Print', keys: 'p', run: () => print(), busy: false },
  ];
  useCommands(acts);
  return (
    <div className={styles['saves']}>
      {acts.map(({ label, keys, run, busy }) => (
        <Button
          key={keys}
          variant={keys === 's' ? 'filled' : 'default'}
          onClick={run}
          loading={busy}
          rightSection={<KeyHint keys={keys} quiet={keys === 's'} />}
        >
          {label}
        </Button>
      ))}
      <RefusalNotice error={bundle.refused ?? sheet.refused ?? key.refused} />
    </div>
  );
}
