import { useState } from 'react';
import type { Step } from '../../hours/explanation.ts';
import { recompute, type Recomputed } from '../../hours/recompute.ts';
import type { Answer } from '../../web/kit/data.ts';
import type { InvoiceLine } from '../invoice.ts';
import type { Leads } from './figure-tree.tsx';

/** An explanation as a reader looks into it: what is open, and what computing it again came to. */
export interface Explained {
  readonly answer: Answer<Step>;
  readonly leads: Leads;
  readonly timeZone: string;
  readonly open: ReadonlySet<string>;
  readonly setOpen: (open: ReadonlySet<string>) => void;
  readonly checked: Recomputed | null;
  /** The lines as they stand on the paper, each with what it was made of. */
  readonly steps: (lines: readonly InvoiceLine[]) => readonly Step[];
  /** Fetches the explanation anew and computes every figure on the paper again, here, from the leaves. */
  readonly computeAgain: (paper: Billed) => Promise<void>;
  readonly isComputing: boolean;
  readonly isAllOpen: boolean;
  /** Opens every figure, or closes all. */
  readonly toggleAll: () => void;
}

/** What is on the paper. */
interface Billed {
  readonly lines: readonly InvoiceLine[];
  readonly total: string;
}

export function useExplained(answer: Answer<Step>, timeZone: string, leads: Leads): Explained {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [checked, setChecked] = useState<Recomputed | null>(null);
  const [isComputing, setComputing] = useState(false);
  const all = answer.data ? pathsBelow(answer.data, '') : [];
  const isAllOpen = all.length > 0 && all.every((path) => open.has(path));
  return {
    answer,
    leads,
    timeZone,
    open,
    setOpen,
    checked,
    isComputing,
    isAllOpen,
    steps: (lines) => asBilled(answer.data, lines),
    toggleAll: () => setOpen(new Set(isAllOpen ? [] : all)),
    computeAgain: async ({ lines, total }) => {
      setComputing(true);
      setChecked(null);
      const { data } = await answer.refetch();
      setComputing(false);
      if (!data) return;
      const found = recompute({ ...data, value: total, parts: asBilled(data, lines) });
      setChecked(found);
      setOpen(new Set([...open, ...found.differences.flatMap(({ path }) => pathsAbove(path))]));
    },
  };
}

/** The lines of an explanation, with the amounts and words of the paper: what is checked is what the reader sees. */
const asBilled = (tree: Step | undefined, lines: readonly InvoiceLine[]): readonly Step[] =>
  (tree?.parts ?? []).map((part, index) => {
    const line = lines[index];
    return line ? { ...part, label: line.words, value: line.amount } : part;
  });

/** Every figure below one that can be opened, by its path. */
function pathsBelow(step: Step, path: string): string[] {
  const below = [
    ...step.parts.flatMap((part, index) => pathsBelow(part, `${path}/${index}`)),
    ...step.because.flatMap((reason, index) => pathsBelow(reason, `${path}/because/${index}`)),
  ];
  const opens = step.parts.length + step.because.length > 0;
  return opens && path !== '' ? [path, ...below] : below;
}

/** Where one must look to see a figure. Example: `/1/0/because/0` lies below `/1`, `/1/0`. */
function pathsAbove(path: string): string[] {
  const names = path.split('/').slice(1, -1);
  return names
    .map((_, index) => `/${names.slice(0, index + 1).join('/')}`)
    .filter((above) => !above.endsWith('/because'));
}
