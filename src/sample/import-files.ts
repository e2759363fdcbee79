import fs from 'node:fs';
import path from 'node:path';
import { importKinds } from '../importers/mapping.ts';
import { sampleFile } from '../importers/sample-file.ts';

/** Writes a file of each kind that can be imported into the sample provider, each with two rows that are refused. */
export function writeImportFiles(folder: string, today: Temporal.PlainDate): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const kind of importKinds) {
    const { name, text } = sampleFile(kind, today.toString());
    fs.writeFileSync(path.join(folder, name), text);
  }
}
