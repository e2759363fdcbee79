import {
  IconBuilding,
  IconBuildingCommunity,
  IconCalendarClock,
  IconClock,
  IconFileImport,
  IconFileInvoice,
  IconLayoutDashboard,
  IconTag,
  IconUsers,
} from '@tabler/icons-react';
import { administrator, staff, supervisor, workers } from '../../people/access.ts';
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
  {
    label: 'Time',
    to: '/app/time',
    icon: IconClock,
    keys: 'g t',
    access: workers,
    first: ['cse', 'csdm', 'supervisor'],
  },
  {
    label: 'Invoices',
    to: '/app/invoices',
    icon: IconFileInvoice,
    keys: 'g v',
    access: staff,
    first: ['finance'],
  },
  {
    label: 'Price books',
    to: '/app/price-books',
    icon: IconTag,
    keys: 'g b',
    access: staff,
    first: ['finance', 'administrator'],
  },
  {
    label: 'Calendars',
    to: '/app/calendars',
    icon: IconCalendarClock,
    keys: 'g k',
    access: staff,
    first: [],
  },
  {
    label: 'Import',
    to: '/app/import',
    icon: IconFileImport,
    keys: 'g i',
    access: supervisor,
    first: [],
  },
  {
    label: 'People',
    to: '/app/people',
    icon: IconUsers,
    keys: 'g p',
    access: staff,
    first: ['administrator'],
  },
  {
    label: 'Provider',
    to: '/app/provider',
    icon: IconBuildingCommunity,
    keys: 'g s',
    access: administrator,
    first: [],
  },
];
