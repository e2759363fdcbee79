import type { ReactNode } from 'react';
import type { OpenException, Settlement } from '../../hours/open-exception.ts';
import { supervisor } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { hoursWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { timeApi } from '../api.ts';
import { visitsApi } from '../../visits/api.ts';
import type { Entry } from '../entry.ts';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { deciding } from './decisions.ts';

/** What settles an exception, as its button says it. */
export const settleWords: Readonly<Partial<Record<Settlement, string>>> = {
  'approve-after-hours': 'Bill it after hours',
  'bill-incrementally': 'Bill it by the hour',
  'give-as-goodwill': 'Give it as goodwill',
  refer: 'Refer it',
  'write-off': 'Write it off',
};

/** What is settled; without a reason, an entry of which nothing is held back. */
interface Settled extends Pick<OpenException, 'entry' | 'expense' | 'about' | 'personName'> {
  readonly reason: OpenException['reason'] | null;
}

interface Props {
  readonly exception: Settled;
  readonly way: Settlement;
  readonly onClose: () => void;
}

/** Settles one exception in the way that was chosen, with the reason, which the record keeps. */
export function SettleDialog({ exception, way, onClose }: Props): ReactNode {
  const { entry: id, expense, about, personName } = exception;
  const entry = useAnswer(timeApi.getEntry, { params: { entry: id ?? '' } }, { when: id !== null });
  const title = `${settleWords[way] ?? way}: ${about}`;
  if (expense !== null)
    return (
      <ReasonDialog
        {...deciding}
        title={title}
        act={`Write off the expense of ${personName}`}
        label="Why the client does not pay for it"
        route={visitsApi.writeOffExpense}
        request={(reason) => ({ params: { expense }, body: { reason } })}
        done={() => 'The expense is written off.'}
        onClose={onClose}
      />
    );
  if (!entry.data)
    return (
      <Dialog open title={title} onClose={onClose}>
        <Loaded answer={entry}>{() => null}</Loaded>
      </Dialog>
    );
  return (
    <SettleEntry entry={entry.data} reason={exception.reason} way={way} title={title} onClose={onClose} />
  );
}

interface EntryProps {
  readonly entry: Entry;
  readonly reason: Settled['reason'];
  readonly way: Settlement;
  readonly title: string;
  readonly onClose: () => void;
}

function SettleEntry({ entry, reason: because, way, title, onClose }: EntryProps): ReactNode {
  const maySupervise = useMay(supervisor);
  const of = { params: { entry: entry.id } };
  const whose = `the time of ${entry.personName}`;
  if (way === 'approve-after-hours')
    return (
      <ReasonDialog
        {...deciding}
        title={title}
        act={`Bill ${whose}`}
        label="Why it may be billed without a booking"
        route={timeApi.approveAfterHours}
        request={(reason) => ({ ...of, body: { reason } })}
        done={() => 'It is billed after hours.'}
        onClose={onClose}
      />
    );
  if (way === 'refer')
    return (
      <ReasonDialog
        {...deciding}
        title={title}
        act={`Refer ${whose}`}
        label="Why it belongs to Professional Services"
        route={timeApi.referEntry}
        request={(reason) => ({ ...of, body: { reason } })}
        done={() => 'It is referred to Professional Services.'}
        onClose={onClose}
      />
    );
  if (way === 'give-as-goodwill' && because === 'after-hours-not-approved' && maySupervise)
    return (
      <ReasonDialog
        {...deciding}
        title={title}
        act={`Give ${whose}`}
        label="Why it is given"
        route={timeApi.writeOffAfterHours}
        request={(reason) => ({ ...of, body: { reason, version: entry.version } })}
        done={() => 'Its after-hours time is goodwill.'}
        onClose={onClose}
      >
        <p className="quiet">Only its after-hours time becomes goodwill; its business time stays as it is.</p>
      </ReasonDialog>
    );
  const billing = way === 'bill-incrementally' ? ('incremental' as const) : ('goodwill' as const);
  return (
    <ReasonDialog
      {...deciding}
      title={title}
      act={billing === 'incremental' ? `Bill ${whose}` : `Give ${whose}`}
      label={billing === 'incremental' ? 'Why it is billed by the hour' : 'Why it is given'}
      route={timeApi.reclassifyEntry}
      request={(reason) => ({ ...of, body: { billing, reason, version: entry.version } })}
      done={() => (billing === 'incremental' ? 'It is billed by the hour.' : 'It is goodwill.')}
      onClose={onClose}
    >
      {because === null && (
        <p className="quiet">
          All of it, {hoursWords(entry.minutes)}, leaves the packages and the invoice. To give a part, split
          the entry first.
        </p>
      )}
    </ReasonDialog>
  );
}
