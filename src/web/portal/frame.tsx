import type { ReactNode } from 'react';
import { Frame } from '../kit/frame.tsx';
import { SignedIn } from '../kit/me.tsx';
import { portalPlaces } from './navigation.ts';

export function PortalFrame(): ReactNode {
  return (
    <SignedIn shell="portal">
      <Frame places={portalPlaces} found={nothing} onFind={ignore} portal />
    </SignedIn>
  );
}

/** A client's people have one client, so there is nothing to find but pages. */
const nothing = [] as const;
const ignore = (): void => {};
