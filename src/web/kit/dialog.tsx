import { Button, Group, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { RefusalNotice } from './refusal-notice.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A dialog for a form that does not deserve a page. Escape and the cross close it; focus goes back to where it came from. */
export function Dialog({ open, title, onClose, children, wide = false }: DialogProps): ReactNode {
  const isPhone = useMediaQuery('(max-width: 480px)');
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={wide ? 'lg' : 'md'}
      fullScreen={isPhone ?? false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
    </Modal>
  );
}

interface ConfirmProps {
  readonly open: boolean;
  /** The question, with the thing's name: `End help desk for Lakeside Clinics?` */
  readonly title: string;
  /** What will be so afterwards, and for whom; what can no longer be taken back. */
  readonly children: ReactNode;
  /** The button, with the object and the effect: `End help desk on 1 Dec`. Never `OK` or `Yes`. */
  readonly act: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly busy?: boolean;
  readonly refused?: Error | null;
  /** For what takes something away. */
  readonly grave?: boolean;
}

/** Asks before an act that cannot be undone or that the client will see; for everything else there is undo. */
export function ConfirmDialog(props: ConfirmProps): ReactNode {
  const { open, title, children, act, onAct, onClose, busy = false, refused = null, grave = false } = props;
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      {children}
      <RefusalNotice error={refused} />
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep as it is
        </Button>
        <Button onClick={onAct} loading={busy} color={grave ? 'bad' : 'accent'}>
          {act}
        </Button>
      </Group>
    </Dialog>
  );
}
