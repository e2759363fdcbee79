import { notifications } from '@mantine/notifications';

/** Says in the corner that something was done, for a few seconds; a screen reader reads it out. */
export function toast(words: string): void {
  notifications.show({
    message: words,
    color: 'ok',
    autoClose: 6000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
