import { DoorFrame } from './door/frame.tsx';
import { doorPages } from './door/pages.ts';
import { routerOf } from './kit/page.tsx';
import { start } from './kit/root.tsx';

start(routerOf(DoorFrame, doorPages));
