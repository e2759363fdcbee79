import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { momentWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { plansApi } from '../api.ts';
import { evidenceWords, type Evidence } from '../evidence.ts';
import type { OccurrenceDetail } from '../occurrence.ts';
import styles from './plan.module.css';

/** What was given so far, in order. */
export function EvidenceList({ occurrence }: { readonly occurrence: OccurrenceDetail }): ReactNode {
  const { evidenceGiven: given, clientId } = occurrence;
  const { person, provider } = useMe();
  const { timeZone } = provider;
  const { save, refused } = useSaving(plansApi.saveEvidenceFile);
  if (given.length === 0) return <p className={styles['none']}>None was given yet.</p>;
  return (
    <>
      <ul className={styles['lines']}>
        {given.map((one) => (
          <li key={one.id}>
            <span>
              <b>{evidenceWords[one.kind]}</b>: {one.words}{' '}
              {one.link !== null && (
                <a href={one.link} target="_blank" rel="noreferrer">
                  Open the link
                </a>
              )}
              {one.fileName !== null && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => save({ params: { evidence: one.id } })}
                >
                  Save {one.fileName}
                </Button>
              )}
              <ThingLink thing={one.thing} client={clientId} inPortal={person.clientId !== null} />
            </span>
            <span className={styles['when']}>
              {one.givenByName}, {momentWords(one.givenAt, timeZone)}
            </span>
          </li>
        ))}
      </ul>
      <RefusalNotice error={refused} />
    </>
  );
}

interface ThingProps {
  readonly thing: Evidence['thing'];
  readonly client: string;
  readonly inPortal: boolean;
}

/** The way to a thing of Tandem, where the reader has a page of it. */
function ThingLink({ thing, client, inPortal }: ThingProps): ReactNode {
  if (thing === null) return null;
  const { id } = thing;
  const pages: Readonly<Record<string, { words: string; staff: string; portal: string | null }>> = {
    announcement: {
      words: 'announcement',
      staff: `/app/announcements/${id}`,
      portal: `/portal/announcements/${id}`,
    },
    minutes: { words: 'minutes', staff: `/app/calls/${id}`, portal: `/portal/calls/${id}` },
    interaction: { words: 'interactions', staff: `/app/clients/${client}/interactions`, portal: null },
    'health-note': { words: 'health', staff: `/app/clients/${client}/health`, portal: null },
  };
  const page = pages[thing.kind];
  const to = inPortal ? page?.portal : page?.staff;
  return page && to ? <PageLink to={to}>Open the {page.words}</PageLink> : null;
}

interface Props {
  readonly occurrence: OccurrenceDetail;
  readonly onClose: () => void;
}

const refreshes = [plansApi.getOccurrence, plansApi.listOccurrences];

/** Words, and a link or a file, as the row demands it. */
export function EvidenceDialog({ occurrence, onClose }: Props): ReactNode {
  const { id: occurrenceId, evidence } = occurrence;
  const kind = evidence ?? 'statement';
  const isWords = kind === 'statement' || kind === 'attestation';
  const [file, setFile] = useState<File | null>(null);
  const params = { occurrence: occurrenceId };
  const form = useActForm({
    initial: { words: '', link: '' },
    route: plansApi.giveEvidence,
    request: ({ words, link }: { words: string; link: string }) => ({
      params,
      body: { kind, words, link: link.trim() === '' ? null : link.trim() },
    }),
    refreshes,
    done: () => 'The evidence is kept.',
    next: onClose,
  });
  const hand = useAct(plansApi.giveEvidenceFile, { refreshes, done: () => 'The file is kept as evidence.' });
  const handIn = async (handed: File): Promise<void> => {
    const { words } = form.form.getValues();
    const content = new Uint8Array(await handed.arrayBuffer());
    const kept = await hand.act({
      params,
      query: { name: handed.name, kind, words: words.trim() || handed.name },
      body: content,
    });
    if (kept) onClose();
  };
  return (
    <Dialog open title={`Evidence: ${evidenceWords[kind]}`} onClose={onClose}>
      <Form form={form} act="Keep the evidence" onCancel={onClose}>
        <p className={styles['words']}>What shows it: {occurrence.evidenceWords || 'what was done'}.</p>
        <Textarea
          label="What it shows"
          autosize
          minRows={2}
          data-autofocus
          {...form.form.getInputProps('words')}
          name="words"
        />
        {!isWords && kind !== 'file' && (
          <TextInput
            label="Link"
            placeholder="https://reports.example.com/november"
            {...form.form.getInputProps('link')}
            name="link"
          />
        )}
        {!isWords && (
          <div className={styles['hand']}>
            <FileButton
              onChange={(handed) => {
                setFile(handed);
                if (handed) void handIn(handed);
              }}
            >
              {(button) => (
                <Button {...button} variant="default" loading={hand.busy}>
                  {file ? `Hand in another file than ${file.name}` : 'Hand in a file'}
                </Button>
              )}
            </FileButton>
            <RefusalNotice error={hand.refused} />
          </div>
        )}
      </Form>
    </Dialog>
  );
}
