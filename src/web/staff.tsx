import { routerOf } from './kit/page.tsx';
import { start } from './kit/root.tsx';
import { StaffFrame } from './staff/frame.tsx';
import { staffPages } from './staff/pages.ts';

start(routerOf(StaffFrame, staffPages));
