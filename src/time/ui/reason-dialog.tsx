import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request, Response, Route } from '../../core/route.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import { hoursApi } from '../../hours/api.ts';

interface Props<R extends Route> {
  readonly title: string;
  /** The button, with the object and the effect: `Reject 1 h 15 min`. */
  readonly act: string;
  readonly label: string;
  readonly route: R;
  readonly request: (reason: string) => Request<R>;
  readonly done: (answer: Response<R>) => string;
  readonly next?: (answer: Response<R>) => void;
  readonly onClose: () => void;
  /** What will be so afterwards. */
  readonly children?: ReactNode;
}

/** Asks for the reason of a decision, which stays on record with it. */
export function ReasonDialog<R extends Route>(props: Props<R>): ReactNode {
  const { title, act, label, route, request, done, next, onClose, children } = props;
  const form = useActForm({
    initial: { reason: '' },
    route,
    request: ({ reason }: { reason: string }) => request(reason),
    refreshes: changedByDecisions,
    stale: [timeApi.listApprovals],
    done,
    next: (answer) => {
      next?.(answer);
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} act={act} onCancel={onClose}>
        {children}
        <Textarea
          label={label}
          autosize
          minRows={2}
          data-autofocus
          {...form.form.getInputProps('reason')}
          name="reason"
        />
      </Form>
    </Dialog>
  );
}

/** What a decision on time or money makes stale. */
export const changedByDecisions: readonly Route[] = [
  timeApi.listApprovals,
  timeApi.listBookings,
  timeApi.listSiteVisits,
  timeApi.getWeek,
  hoursApi.getMonthHours,
  hoursApi.listHours,
  hoursApi.previewEntry,
];
