import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request, Response, Route } from '../../core/route.ts';
import { Dialog } from './dialog.tsx';
import { Form, useActForm } from './form.tsx';

interface Props<R extends Route> {
  readonly title: string;
  /** The button, with the object and the effect: `Reject 1 h 15 min`. */
  readonly act: string;
  readonly label: string;
  readonly route: R;
  readonly request: (reason: string) => Request<R>;
  readonly refreshes: readonly Route[];
  /** What was out of date if it is refused. */
  readonly stale?: readonly Route[];
  /** The name under which the request has the reason. */
  readonly named?: string;
  readonly done: (answer: Response<R>) => string;
  readonly next?: (answer: Response<R>) => void;
  readonly onClose: () => void;
  /** What will be so afterwards. */
  readonly children?: ReactNode;
}

/** Asks for the reason of what is done, which stays on record with it. */
export function ReasonDialog<R extends Route>(props: Props<R>): ReactNode {
  const { title, act, label, route, request, refreshes, stale = [], named = 'reason', done, next } = props;
  const { onClose, children } = props;
  const form = useActForm({
    initial: { reason: '' },
    route,
    request: ({ reason }: { reason: string }) => request(reason),
    refreshes,
    stale,
    fieldOf: (path) => (path === `/${named}` ? 'reason' : path),
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
