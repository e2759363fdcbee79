import { lazy, Suspense, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { Frame } from '../kit/frame.tsx';
import { useAnswer } from '../kit/data.ts';
import { SignedIn } from '../kit/me.tsx';
import type { Found } from '../kit/palette.tsx';
import { staffPlaces } from './navigation.ts';

/** Fetched once the page stands: nobody waits for it. */
const TimerChip = lazy(async () => ({
  default: (await import('../../time/ui/timer-chip.tsx')).TimerChip,
}));

export function StaffFrame(): ReactNode {
  const [query, setQuery] = useState('');
  const found = useFoundClients(query);
  return (
    <SignedIn shell="staff">
      <Frame
        places={staffPlaces}
        found={found}
        onFind={setQuery}
        running={
          <Suspense>
            <TimerChip />
          </Suspense>
        }
      />
    </SignedIn>
  );
}

const shownMost = 6;

const begins = (name: string, query: string): boolean => name.toLowerCase().startsWith(query);

/** Clients whose name or code holds what was typed; those whose name begins with it come first, the others by name. */
function useFoundClients(query: string): readonly Found[] {
  const { data } = useAnswer(clientsApi.listClients, { query: { limit: 500 } }, { when: query !== '' });
  if (query === '') return [];
  return (data?.items ?? [])
    .filter(({ name, code }) => `${code} ${name}`.toLowerCase().includes(query))
    .toSorted((a, b) => Number(begins(b.name, query)) - Number(begins(a.name, query)))
    .slice(0, shownMost)
    .map(({ id, name, code }) => ({ title: name, note: code, to: `/app/clients/${id}` }));
}
