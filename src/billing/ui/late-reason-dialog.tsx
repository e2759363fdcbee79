import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request, Response, Route } from '../../core/route.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';

interface Props<R extends Route> {
  readonly title: string;
  /** The button, with the object and the effect. */
  readonly act: string;
  readonly label: string;
  readonly route: R;
  readonly request: (reason: string) => Request<R>;
  readonly refreshes: readonly Route[];
  readonly done: (answer: Response<R>) => string;
  readonly next?: () => void;
  readonly onClose: () => void;
  /** What will be so afterwards. */
  readonly children?: ReactNode;
}

/** Asks for the reason of what is done about late time, which stays on record with it. */
export function LateReasonDialog<R extends Route>(props: Props<R>): ReactNode {
  const { title, act, label, route, request, refreshes, done, next, onClose, children } = props;
  const form = useActForm({
    initial: { reason: '' },
    route,
    request: ({ reason }: { reason: string }) => request(reason),
    refreshes,
    done,
    fieldOf: () => 'reason',
    next: () => {
      next?.();
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
