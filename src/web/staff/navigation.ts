import { IconBuilding, IconLayoutDashboard } from '@tabler/icons-react';
import { staff } from '../../people/access.ts';
import type { Place } from '../kit/navigation.ts';

/** The places of the staff shell, in their order. */
export const staffPlaces: readonly Place[] = [
  {
    label: 'Cockpit',
    to: '/app',
    icon: IconLayoutDashboard,
    keys: 'g h',
    access: staff,
    first: ['csdm', 'supervisor', 'cse', 'finance', 'administrator'],
  },
  {
    label: 'Clients',
    to: '/app/clients',
    icon: IconBuilding,
    keys: 'g c',
    access: staff,
    first: ['csdm', 'supervisor', 'administrator'],
  },
];
