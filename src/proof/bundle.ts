import { z } from 'zod';
import { Moment, Month } from '../core/shape.ts';

/** What the files in a bundle are called. */
export const bundleFiles = { json: 'proof.json', csv: 'proof.csv', pdf: 'proof.pdf' } as const;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** What is signed: which files, each by its length and its SHA-256, of whom and when, and the public key that the signature fits. */
export const Manifest = z.strictObject({
  provider: z.string(),
  client: z.string(),
  from: Month,
  to: Month,
  madeAt: Moment,
  /** Ed25519, as SPKI in DER. */
  publicKey: Base64,
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        mediaType: z.string(),
        bytes: z.int(),
        sha256: z.string(),
      }),
    )
    .min(1),
});
export type Manifest = z.output<typeof Manifest>;

/** A proof that can be handed in: one JSON file with all its files, the manifest, and the signature over the manifest. */
export const Bundle = z.strictObject({
  form: z.literal('tandem-proof-bundle/1'),
  manifest: Manifest,
  /** Ed25519 over the canonical JSON of the manifest. */
  signature: Base64,
  files: z.record(z.string(), Base64),
});
export type Bundle = z.output<typeof Bundle>;
