import {
  IconChecklist,
  IconFileInvoice,
  IconFileText,
  IconGridDots,
  IconHome,
  IconMessages,
  IconRoute,
  IconSpeakerphone,
} from '@tabler/icons-react';
import { portal } from '../../people/access.ts';
import type { Place } from '../kit/navigation.ts';

/** The places of the portal, in their order. */
export const portalPlaces: readonly Place[] = [
  {
    label: 'Overview',
    to: '/portal',
    icon: IconHome,
    keys: 'g h',
    access: portal,
    first: ['client-executive', 'client-contact'],
  },
  {
    label: 'Calls',
    to: '/portal/calls',
    icon: IconMessages,
    keys: 'g m',
    access: portal,
    first: ['client-executive', 'client-contact'],
  },
  {
    label: 'Duties',
    to: '/portal/duties',
    icon: IconChecklist,
    keys: 'g d',
    access: portal,
    first: [],
  },
  {
    label: 'Coverage',
    to: '/portal/coverage',
    icon: IconGridDots,
    keys: 'g u',
    access: portal,
    first: [],
  },
  {
    label: 'Contract',
    to: '/portal/contract',
    icon: IconFileText,
    keys: 'g c',
    access: portal,
    first: ['client-executive', 'client-contact'],
  },
  {
    label: 'Invoices',
    to: '/portal/invoices',
    icon: IconFileInvoice,
    keys: 'g v',
    access: portal,
    first: ['client-executive', 'client-contact'],
  },
  {
    label: 'Announcements',
    to: '/portal/announcements',
    icon: IconSpeakerphone,
    keys: 'g n',
    access: portal,
    first: ['client-executive', 'client-contact'],
  },
  {
    label: 'Onboarding',
    to: '/portal/onboarding',
    icon: IconRoute,
    keys: 'g o',
    access: portal,
    first: [],
  },
  {
    label: 'Interactions',
    to: '/portal/interactions',
    icon: IconMessages,
    keys: 'g i',
    access: portal,
    first: [],
  },
];
