import type { ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { formatDay } from '../../core/day.ts';
import { mondayOf } from '../week.ts';
import { rowChoices } from './row-choices.ts';
import { RowSelect } from './row-picker.tsx';
import { useTimerActs } from './timer-acts.ts';
import { useWeekKnown } from './week-known.ts';
import { weekRows } from './week-rows.ts';

interface Props {
  /** Whether a timer runs, which then goes on for what is picked. */
  readonly runs: boolean;
  readonly onClose: () => void;
}

/** On any page: what to work on now, of this week's rows and the last one's or something new, by a few words. */
export function TimerPicker({ runs, onClose }: Props): ReactNode {
  const me = useMe().person;
  const today = useToday(me.timeZone);
  const { known, missing } = useWeekKnown(me, formatDay(mondayOf(today)));
  const { start, change } = useTimerActs();
  const rows = known
    ? weekRows({
        days: known.week.days.map(({ day }) => day),
        entries: known.week.days.flatMap(({ entries }) => entries),
        before: known.before,
        places: known.places,
        added: [],
        timeZone: me.timeZone,
      }).filter(({ subject }) => subject !== '')
    : [];
  return (
    <Dialog open title={runs ? 'Switch the timer' : 'Start a timer'} onClose={onClose}>
      {known ? (
        <RowSelect
          there="This week and last week"
          added="Something else"
          nothing="Type the client, then what for"
          choicesOf={(typed) => rowChoices(typed, rows, known.places).filter(({ row }) => row.subject !== '')}
          onPick={({ row }) => {
            (runs ? change : start)(row);
            onClose();
          }}
        />
      ) : (
        <Loaded answer={missing}>{() => null}</Loaded>
      )}
    </Dialog>
  );
}
