import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto';
import type { ProviderId } from '../people/person.ts';
import { canonical } from '../quotes/event-log.ts';
import { bundleFiles, type Bundle, type Manifest } from './bundle.ts';
import { proofCsv } from './proof-csv.ts';
import type { Proof } from './proof.ts';

/** What an Ed25519 private key has in PKCS #8 before its 32 bytes. */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key with which a provider signs, made of the server's secret for proofs: the same each time, another for each provider. */
export function signingKey(secret: string, provider: ProviderId): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, provider, 'tandem proof', 32));
  return createPrivateKey({ key: Buffer.concat([privateKeyHead, seed]), format: 'der', type: 'pkcs8' });
}

/** The public key as it is given to others: a PEM file. */
export const publicKeyPem = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'pem', type: 'spki' });

/** By what a public key is told apart when it is read out: the SHA-256 of its SPKI, hexadecimal. */
export const fingerprintOf = (key: KeyObject): string =>
  sha256(createPublicKey(key).export({ format: 'der', type: 'spki' }));

export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** The bytes of a proof: its canonical JSON. */
export const proofBytes = (proof: Proof): Uint8Array => new TextEncoder().encode(canonical(proof));

/** Seals a proof and the papers made of it into one file, signed. */
export function sealBundle(proof: Proof, pdf: Uint8Array, key: KeyObject): Uint8Array {
  const files = [
    { name: bundleFiles.json, mediaType: 'application/json', content: proofBytes(proof) },
    { name: bundleFiles.csv, mediaType: 'text/csv', content: new TextEncoder().encode(proofCsv(proof)) },
    { name: bundleFiles.pdf, mediaType: 'application/pdf', content: pdf },
  ];
  const manifest: Manifest = {
    provider: proof.provider.name,
    client: proof.client.name,
    from: proof.from,
    to: proof.to,
    madeAt: proof.madeAt,
    publicKey: base64(createPublicKey(key).export({ format: 'der', type: 'spki' })),
    files: files.map(({ name, mediaType, content }) => ({
      name,
      mediaType,
      bytes: content.length,
      sha256: sha256(content),
    })),
  };
  const bundle: Bundle = {
    form: 'tandem-proof-bundle/1',
    manifest,
    signature: base64(sign(null, Buffer.from(canonical(manifest)), key)),
    files: Object.fromEntries(files.map(({ name, content }) => [name, base64(content)])),
  };
  return new TextEncoder().encode(canonical(bundle));
}

const base64 = (content: Uint8Array): string => Buffer.from(content).toString('base64');
