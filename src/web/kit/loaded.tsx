import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { notFound } from '../../core/refusal.ts';
import type { Answer } from './data.ts';
import { Fault } from './fault.tsx';
import { NothingHere } from './nothing-here.tsx';

interface Props<T> {
  readonly answer: Answer<T>;
  readonly children: (data: T) => ReactNode;
  /** About how many lines will stand here, so that nothing jumps when they come. */
  readonly lines?: number;
  /** The page is about this answer: where there is none, there is no page. */
  readonly whole?: boolean;
}

/** Shows an answer once it is there; until then its shape in grey, and where it cannot be had, why and how to try again. */
export function Loaded<T>({ answer, children, lines = 3, whole = false }: Props<T>): ReactNode {
  if (answer.data !== undefined) return children(answer.data);
  if (whole && answer.error instanceof CallRefused && answer.error.code === notFound.code)
    return <NothingHere />;
  if (answer.error) return <Fault error={answer.error} retry={() => void answer.refetch()} />;
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton
          key={line}
          height={14}
          mt="sm"
          width={line === lines - 1 ? '60%' : '100%'}
          data-reduce-motion
        />
      ))}
    </div>
  );
}
