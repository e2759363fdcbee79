import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bundleFiles, Bundle, type Manifest } from '../proof/bundle.ts';
import { proofCsv } from '../proof/proof-csv.ts';
import { figuresOf, misstated, Proof } from '../proof/proof.ts';
import { canonical } from '../quotes/event-log.ts';

export const help = `
Verifies a proof bundle without a server: its one form, the signature, the hash of each file in it, and that its states,
figures and sheet follow from the occurrences it holds. It reads the file and nothing else, and changes nothing.

  tandem proof verify <bundle>                 by the key that is in the bundle
  tandem proof verify <bundle> --key <file>    by a public key you trust, in PEM, as "tandem proof save-key" saved it

Without --key it tells that the bundle is whole and was signed by the key it names; with --key also by whom.

Example:

  tandem proof verify LAKE-proof-2026-01-2026-12.json --key proof-key.pem

It prints a line for each thing it looked at, such as:
ok      signature
ok      proof.pdf
ok      631 figures of coverage

Exit code: 0 when all is well; 1 when something is not, with what; 2 when the file or the key cannot be read.
`;

/** Verifies one file and says what was looked at. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { key: { type: 'string' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Error('give one file, the bundle');
    const content = await readFile(file);
    const pinned =
      values.key === undefined ? null : publicKeyIn(await readFile(values.key, 'utf8'), values.key);
    const checks = verifyBundle(content, pinned);
    process.stdout.write(checks.map(told).join(''));
    return checks.every(({ fault }) => fault === null) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`tandem proof verify: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

const told = ({ what, fault }: Check): string =>
  fault === null ? `ok      ${what}\n` : `NOT OK  ${what}: ${fault}\n`;

/** A public key as manifests have it. */
function publicKeyIn(pem: string, file: string): string {
  try {
    return base64(createPublicKey(pem).export({ format: 'der', type: 'spki' }));
  } catch {
    throw new Error(`${file} is no public key in PEM`);
  }
}

/** Something that was looked at, and what is wrong with it; null where nothing is. */
export interface Check {
  readonly what: string;
  readonly fault: string | null;
}

/**
 * Looks at a bundle without asking anybody: its form, its signature, the hash of each file, and whether what the proof says follows from what
 * it holds. `pinned` is the public key that the reader trusts, as
 * manifests have it; with null the key inside is taken. What comes after a fault that leaves
 * nothing to look at is left out.
 */
export function verifyBundle(content: Uint8Array, pinned: string | null): readonly Check[] {
  const bundle = bundleOf(content);
  if (!bundle) return [{ what: 'form', fault: 'this is no proof bundle, or what makes it one was altered' }];
  const { manifest } = bundle;
  const isOneForm = Buffer.from(canonical(bundle)).equals(content);
  return [
    { what: 'form', fault: isOneForm ? null : 'it is not written in the one form that bundles have' },
    ...(pinned === null ? [] : [{ what: 'key', fault: keyFault(manifest, pinned) }]),
    { what: 'signature', fault: isSigned(bundle) ? null : 'it does not fit the manifest and the key' },
    { what: 'list of files', fault: listFault(bundle) },
    ...manifest.files.map((file) => ({ what: file.name, fault: fileFault(file, bundle.files[file.name]) })),
    ...proofChecks(bundle),
  ];
}

function bundleOf(content: Uint8Array): Bundle | null {
  const found = Bundle.safeParse(jsonOf(content));
  return found.success ? found.data : null;
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}

const keyFault = ({ publicKey }: Manifest, pinned: string): string | null =>
  publicKey === pinned ? null : 'it was signed with another key than the one you trust';

function isSigned({ manifest, signature }: Bundle): boolean {
  try {
    const key = createPublicKey({ key: bytesOf(manifest.publicKey), format: 'der', type: 'spki' });
    const isWhole = base64(bytesOf(signature)) === signature && key.asymmetricKeyType === 'ed25519';
    return isWhole && verify(null, Buffer.from(canonical(manifest)), key, bytesOf(signature));
  } catch {
    return false;
  }
}

function listFault({ manifest, files }: Bundle): string | null {
  const [listed, there] = [manifest.files.map(({ name }) => name).sort(), Object.keys(files).sort()];
  return canonical(listed) === canonical(there)
    ? null
    : `it lists ${listed.join(', ')}; there are ${there.join(', ')}`;
}

function fileFault({ bytes, sha256: hash }: Manifest['files'][number], encoded: string | undefined) {
  if (encoded === undefined) return 'it is not there';
  const content = bytesOf(encoded);
  if (base64(content) !== encoded) return 'it is not written in the one form that files have';
  return content.length === bytes && sha256(content) === hash
    ? null
    : 'its bytes are not those that were signed';
}

/** What is looked at inside the proof; each figure is computed again from what stands beside it. */
function proofChecks({ manifest, files }: Bundle): readonly Check[] {
  const content = bytesOf(files[bundleFiles.json] ?? '');
  const found = Proof.safeParse(jsonOf(content));
  if (!found.success)
    return [{ what: 'content of the proof', fault: 'it cannot be read as a proof of this version' }];
  const proof = found.data;
  const { cells, total } = figuresOf(proof);
  const wrong = misstated(proof);
  const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
  const isOf =
    same([proof.provider.name, proof.client.name], [manifest.provider, manifest.client]) &&
    same([proof.from, proof.to, proof.madeAt], [manifest.from, manifest.to, manifest.madeAt]);
  const csv = Buffer.from(files[bundleFiles.csv] ?? '', 'base64').toString('utf8');
  return [
    { what: 'provider, client and period', fault: isOf ? null : 'the manifest names others than the proof' },
    {
      what: `states of ${proof.occurrences.length} occurrences`,
      fault: wrong.length === 0 ? null : `${wrong.length} do not follow from their days and ends`,
    },
    {
      what: `${proof.coverage.cells.length} figures of coverage`,
      fault: same(cells, proof.coverage.cells) ? null : 'they do not follow from the occurrences',
    },
    { what: 'total', fault: same(total, proof.coverage.total) ? null : 'it is not the sum of the figures' },
    { what: 'sheet', fault: csv === proofCsv(proof) ? null : 'it says other things than the proof' },
  ];
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const base64 = (content: Uint8Array): string => Buffer.from(content).toString('base64');
const bytesOf = (encoded: string): Buffer => Buffer.from(encoded, 'base64');
