import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answer } from './data.ts';
import { Fault } from './fault.tsx';

interface Props<T> {
  readonly answer: Answer<T>;
  readonly children: (data: T) => ReactNode;
  /** About how many lines will stand here, so that nothing jumps when they come. */
  readonly lines?: number;
}

/** Shows an answer once it is there; until then its shape in grey, and where it cannot be had, why and how to try again. */
export function Loaded<T>({ answer, children, lines = 3 }: Props<T>): ReactNode {
  if (answer.data !== undefined) return children(answer.data);
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
