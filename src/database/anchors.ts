import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Head } from './chain.ts';

/** Where a chain ended at a moment, kept outside the database so that not even its owner can write a chain's tail anew unseen. */
export type Anchor = Head & { readonly at: string };

const Line = z.object({
  provider: z.uuid(),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

export interface Anchors {
  /** Each provider's, in the order in which they were made. */
  readonly of: ReadonlyMap<string, readonly Anchor[]>;
  /** Lines of the file that cannot be read: torn by a crash, or spoilt. They prove nothing. */
  readonly unreadable: number;
}

/** One line of JSON for each anchor, only ever added to. A copy of it on another machine proves more than the file itself. */
export const anchorsFile = (dataFolder: string): string => path.join(dataFolder, 'anchors.ndjson');

/** Each line begins on a new one, so that a line torn by a crash spoils no other. */
export async function addAnchor(file: string, { providerId, seq, hash, at }: Anchor): Promise<void> {
  const line = JSON.stringify({ provider: providerId, seq, hash, at });
  await fs.promises.appendFile(file, `\n${line}\n`, { flush: true });
}

/** All anchors of the file; none where there is no file. */
export async function readAnchors(file: string): Promise<Anchors> {
  const of = new Map<string, Anchor[]>();
  let unreadable = 0;
  if (!fs.existsSync(file)) return { of, unreadable };
  for await (const text of createInterface({ input: fs.createReadStream(file) })) {
    if (text === '') continue;
    const line = anchorIn(text);
    if (!line) unreadable++;
    else if (!of.get(line.providerId)?.push(line)) of.set(line.providerId, [line]);
  }
  return { of, unreadable };
}

function anchorIn(text: string): Anchor | null {
  try {
    const { provider, ...rest } = Line.parse(JSON.parse(text));
    return { providerId: provider, ...rest };
  } catch {
    return null;
  }
}
