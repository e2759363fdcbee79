import { Anchor } from '@mantine/core';
import { createLink, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  readonly to: string;
  readonly children: ReactNode;
  /** Plain takes the colour of the words around it; for names in tables, where the whole column is links. */
  readonly plain?: boolean;
}

const RoutedAnchor = createLink(Anchor<'a'>);

/** A link to one of our pages, by its address. */
export function PageLink({ to, children, plain = false }: Props): ReactNode {
  return (
    <RoutedAnchor to={to} inherit {...(plain ? { c: 'inherit', fw: 500 } : {})}>
      {children}
    </RoutedAnchor>
  );
}

/** Goes to one of our pages, from a command or after an act. */
export function useGo(): (to: string) => void {
  const router = useRouter();
  return (to) => void router.navigate({ to });
}
