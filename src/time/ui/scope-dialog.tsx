import { useState, type ReactNode } from 'react';
import { useCommands } from '../../web/kit/keys.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { ScopeForm } from './scope-form.tsx';
import type { WorkPlace } from './work-place.ts';

/** Asks whether something is in scope, by its key or from the palette. */
export function ScopeDialog({ places }: { readonly places: readonly WorkPlace[] }): ReactNode {
  const [open, setOpen] = useState(false);
  const [first, ...others] = places.flatMap(({ client, ...place }) => (client ? [{ ...place, client }] : []));
  useCommands(first ? [{ label: 'Is this in scope?', keys: 'i', run: () => setOpen(true) }] : []);
  return (
    <Dialog open={open} title="Is this in scope?" onClose={() => setOpen(false)} wide>
      {first && <ScopeForm places={[first, ...others]} onDone={() => setOpen(false)} />}
    </Dialog>
  );
}
