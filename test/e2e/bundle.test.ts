import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { web } from '../browser.ts';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);
const manifest = Manifest.parse(JSON.parse(fs.readFileSync(path.join(web, 'manifest.json'), 'utf8')));

const scriptsMostBytes = 250_000;
const stylesMostBytes = 40_000;

/** The page that each shell shows first; its script is loaded as well before anything can be read. */
const firstPages = {
  'door.html': 'sign-in-page.tsx',
  'staff.html': 'cockpit-page.tsx',
  'portal.html': 'portal-overview-page.tsx',
} as const;

describe.each(Object.entries(firstPages))('the first load of %s', (entry, name) => {
  const page = Object.keys(manifest).find((key) => key.endsWith(`/${name}`)) ?? name;
  const loaded = [...reached([entry, page], ({ imports }) => imports)].map((key) => chunk(key));

  test(`has less than ${scriptsMostBytes / 1000} kB of script, compressed`, () => {
    const bytes = compressed(loaded.map(({ file }) => file).filter((file) => file.endsWith('.js')));
    console.log(`${entry}: ${bytes} bytes of script`);
    expect(bytes).toBeLessThan(scriptsMostBytes);
  });

  test(`has less than ${stylesMostBytes / 1000} kB of styles, compressed`, () => {
    const bytes = compressed(loaded.flatMap(({ css }) => css));
    console.log(`${entry}: ${bytes} bytes of styles`);
    expect(bytes).toBeLessThan(stylesMostBytes);
  });
});

test('whatever the portal may ever load, no page and no frame of the staff is in it', () => {
  const all = reached(['portal.html'], ({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const names = [...all].map((key) => chunk(key).file);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => /staff|cockpit|clients-page|client-page/.test(name))).toEqual([]);
});

const chunk = (key: string) => manifest[key] ?? { file: '', css: [], imports: [], dynamicImports: [] };

/** The chunks that are loaded from these on, each once. */
function reached(
  from: readonly string[],
  next: (chunk: z.output<typeof Manifest>[string]) => readonly string[],
): ReadonlySet<string> {
  const all = new Set<string>();
  const waiting = [...from];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (all.has(key)) continue;
    expect(manifest, 'the built web').toHaveProperty([key]);
    all.add(key);
    waiting.push(...next(chunk(key)));
  }
  return all;
}

const compressed = (files: readonly string[]): number =>
  [...new Set(files)].reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(web, file))).length, 0);
