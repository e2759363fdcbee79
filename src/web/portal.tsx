import { routerOf } from './kit/page.tsx';
import { start } from './kit/root.tsx';
import { PortalFrame } from './portal/frame.tsx';
import { portalPages } from './portal/pages.ts';

start(routerOf(PortalFrame, portalPages));
