import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import styles from './fault.module.css';

interface Props {
  readonly error: Error;
  readonly retry?: () => void;
}

/** Stands where an answer should be and could not be had: what happened, the number to quote, and a way to try again. */
export function Fault({ error, retry }: Props): ReactNode {
  const { title, detail, requestId } = wordsOf(error);
  // What was understood and refused stays refused, so that there is nothing to try again and nobody to ask.
  const isFinal = error instanceof CallRefused && error.body.status < 500 && error.body.status !== 429;
  return (
    <div role="alert" className={styles['fault']}>
      <IconAlertTriangle size={20} aria-hidden className={styles['glyph']} />
      <div>
        <p className={styles['title']}>{title}</p>
        {detail !== title && <p className={styles['detail']}>{detail}</p>}
        {!isFinal && requestId !== '' && (
          <p className={styles['number']}>
            Number to quote: <code>{requestId}</code>
          </p>
        )}
        {!isFinal && retry && (
          <Button onClick={retry} variant="default" size="xs" mt="sm">
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** What an error is called and how it is explained; for anything that is not a refusal, the connection is what failed. */
export function wordsOf(error: Error): { title: string; detail: string; requestId: string } {
  if (error instanceof CallRefused) {
    const { title, detail, requestId, code } = error.body;
    if (code === 'not-allowed')
      return {
        title: 'Your role does not include this',
        detail: `${detail} Ask an administrator of your organisation if you need it.`,
        requestId,
      };
    const faults = error.faults.map(({ message }) => sentence(message)).join(' ');
    return { title, detail: faults || detail || title, requestId };
  }
  if (error instanceof TypeError)
    return {
      title: 'Tandem cannot be reached',
      detail: 'The connection was lost, or the server is being restarted. Nothing you typed is gone.',
      requestId: '',
    };
  return {
    title: 'This page could not be shown',
    detail: 'Load it again. If it happens again, tell your administrator what you were doing.',
    requestId: '',
  };
}

/** A message of a fault, which begins small and ends without a stop, as a sentence. */
const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
