import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { WarningsNotice } from '../../contracts/ui/warnings-notice.tsx';
import { TeamPanel } from '../../team/ui/team-panel.tsx';
import { ScopeDecisionsPanel } from '../../time/ui/scope-decisions-panel.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { EditClientForm, groupNames } from './client-form.tsx';
import { ClientFrame } from './client-frame.tsx';
import styles from './client-page.module.css';
import { ContactsPanel } from './contacts-panel.tsx';
import { ServiceStrip } from './service-strip.tsx';
import { ServicesPanel } from './services-panel.tsx';

// What few clients have is fetched while the rest is read.
const OnboardingNotice = lazy(async () => ({
  default: (await import('../../onboarding/ui/onboarding-notice.tsx')).OnboardingNotice,
}));
const SuccessCriteriaPanel = lazy(async () => ({
  default: (await import('../../onboarding/ui/success-criteria-panel.tsx')).SuccessCriteriaPanel,
}));

export function ClientPage({ client }: { readonly client: string }): ReactNode {
  const [editing, setEditing] = useState(false);
  const mayEdit = useMay(lead);
  const edit = { label: 'Edit client', keys: 'e', run: () => setEditing(true) };
  return (
    <ClientFrame client={client} actions={mayEdit && !editing ? [edit] : []}>
      {(client) => (
        <div className={styles['parts']}>
          <div className={styles['wide']}>
            <Suspense>
              <OnboardingNotice client={client.id} />
            </Suspense>
            <WarningsNotice client={client.id} />
            <ServiceStrip client={client} />
            <Suspense>
              <SuccessOf client={client} />
            </Suspense>
          </div>
          <div className={styles['beside']}>
            <TeamPanel client={client} />
            <ContactsPanel client={client} />
          </div>
          <div className={styles['beside']}>
            <About
              client={client}
              editing={editing}
              onDone={() => setEditing(false)}
              {...(mayEdit ? { onEdit: edit.run } : {})}
            />
            <ServicesPanel client={client} />
          </div>
          <div className={styles['wide']}>
            <ScopeDecisionsPanel client={client} />
          </div>
        </div>
      )}
    </ClientFrame>
  );
}

function SuccessOf({ client }: { readonly client: Client }): ReactNode {
  const today = useToday(client.timeZone);
  return <SuccessCriteriaPanel client={client.id} today={today} silent />;
}

interface AboutProps {
  readonly client: Client;
  readonly editing: boolean;
  readonly onEdit?: () => void;
  readonly onDone: () => void;
}

/** What is said of the client, changed in the place where it stands. */
function About({ client, editing, onEdit, onDone }: AboutProps): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  if (editing)
    return (
      <Panel title={`Edit ${client.name}`}>
        <EditClientForm client={client} onDone={onDone} onCancel={onDone} />
      </Panel>
    );
  return (
    <Panel
      title="About"
      acts={
        onEdit && (
          <Button variant="subtle" size="compact-sm" onClick={onEdit}>
            Edit
          </Button>
        )
      }
    >
      <Facts
        facts={{
          'Technology groups': groupNames(groups.data, client.technologyGroups) || null,
          Devices: thousands(client.deviceCount),
          'Managed services a month': moneyFigure(client.managedServicesSpend, client.currency),
          'Time zone': client.timeZone,
        }}
      />
    </Panel>
  );
}
