import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A secret that is made once and kept in a file that only the server's user can read. */
export function keptSecret(file: string, make: () => string): { secret: string; isNew: boolean } {
  if (fs.existsSync(file)) return { secret: fs.readFileSync(file, 'utf8').trim(), isNew: false };
  const secret = make();
  // Written beside and renamed, so that a start that is broken off leaves no half of a secret.
  fs.writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return { secret, isNew: true };
}

/** What the server signs proofs with: made when the first is signed, and kept in the data folder. */
export const proofSecretIn = (dataFolder: string) => (): string =>
  keptSecret(path.join(dataFolder, 'proof-secret'), () => randomBytes(32).toString('hex')).secret;
