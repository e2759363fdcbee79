import path from 'node:path';
import { parseSync, type StaticExport, type StaticImport } from 'oxc-parser';

/** What a file may not do, in words for whoever wrote it: the file, what it imports or exports, and the rule. */
export interface Breach {
  readonly file: string;
  readonly what: string;
  readonly rule: string;
}

type Kind =
  | 'areas'
  | 'core'
  | 'database'
  | 'noun'
  | 'context'
  | 'api'
  | 'store'
  | 'handlers'
  | 'document'
  | 'jobs'
  | 'ui'
  | 'server'
  | 'cli'
  | 'sample'
  | 'web'
  | 'kit'
  | 'test'
  | 'outside';

interface Place {
  readonly kind: Kind;
  /** The area a file belongs to; null for core, server and whatever else is no area. */
  readonly area: string | null;
}

/** Files by their path from the root of the project, with their text. */
export type Files = ReadonlyMap<string, string>;

const browser = [
  'zod',
  'react',
  'react-dom',
  'dayjs',
  'echarts',
  'temporal-polyfill',
  '@mantine/*',
  '@tanstack/*',
  '@tabler/*',
];
const rules = ['core', 'noun'] as const;
const work = [...rules, 'context', 'api', 'store', 'database', 'handlers'] as const;

/** The table of the architecture: what each kind of file may import. `*` is any package. */
const may: Readonly<Record<Kind, { kinds: readonly Kind[]; packages: readonly string[] }>> = {
  areas: { kinds: [], packages: [] },
  core: { kinds: ['core'], packages: ['zod'] },
  database: { kinds: ['core', 'database'], packages: ['zod', 'pg', 'kysely', 'node:*'] },
  noun: { kinds: rules, packages: ['zod'] },
  context: { kinds: [...rules, 'database'], packages: [] },
  api: { kinds: [...rules, 'api'], packages: ['zod'] },
  store: { kinds: [...rules, 'store', 'database'], packages: ['zod', 'kysely'] },
  // What writes files for others, with the libraries for their formats.
  document: {
    kinds: [...rules, 'document'],
    packages: [
      'hucre/xlsx',
      'ical-generator',
      'xmlbuilder2',
      '@myriaddreamin/typst-ts-node-compiler',
      'node:*',
    ],
  },
  handlers: {
    kinds: [...work, 'document'],
    packages: ['zod', 'date-holidays', 'papaparse', 'node:crypto', 'node:stream'],
  },
  jobs: { kinds: [...work, 'jobs'], packages: ['zod', 'node:crypto'] },
  ui: { kinds: [...rules, 'api', 'ui', 'kit'], packages: browser },
  kit: { kinds: [...rules, 'api', 'kit'], packages: browser },
  web: {
    kinds: [...rules, 'api', 'ui', 'kit', 'web'],
    packages: [...browser, 'vite', '@vitejs/*', 'node:path'],
  },
  server: { kinds: [...work, 'jobs', 'sample', 'server', 'areas'], packages: ['*'] },
  // Made-up providers: whatever happens to them goes through the handlers, as somebody's act.
  sample: { kinds: [...work, 'sample'], packages: ['zod', 'kysely', 'node:*'] },
  cli: {
    kinds: ['core', 'noun', 'context', 'api', 'database', 'server', 'sample', 'cli', 'areas'],
    packages: ['*'],
  },
  test: { kinds: [], packages: ['*'] },
  outside: { kinds: [], packages: ['*'] },
};

const defaultAllowed = [/\.config\.ts$/, /^src\/web\/routes\//, /^scripts\/test-reporter\.ts$/];
/** What the portal's visitors must never be sent: the staff's shell and the staff's pages. */
const staffPage = /^src\/(web\/staff[/.-]|[^/]+\/ui\/(?!portal)[^/]*-page\.tsx$)/;
/** What people see of themselves alone is the same page in both shells. */
const everybodysPage = /\/ui\/own-page\.tsx$/;
const portalEntry = /^src\/web\/portal(\/main)?\.tsx$/;

/** Every breach of the architecture among these files; `areas` is the order in which areas may know each other. */
export function breachesOf(files: Files, areas: readonly string[]): Breach[] {
  const parsed = new Map([...files].map(([file, text]) => [file, parseSync(file, text)]));
  const found: Breach[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, { module }] of parsed) {
    const place = placeOf(file);
    if (place.area !== null && !areas.includes(place.area)) {
      found.push({
        file,
        what: `area ${place.area}`,
        rule: 'every area stands in src/areas.ts, in its order',
      });
    }
    if (file.endsWith('.tsx') && !['web', 'kit', 'ui', 'test'].includes(place.kind)) {
      found.push({ file, what: '.tsx', rule: 'pages live in src/web and in ui folders alone' });
    }
    if (/^index\.[a-z]+$/.test(path.basename(file)))
      found.push({ file, what: 'its name', rule: 'no barrels: name a file by its noun' });
    found.push(...exportBreaches(file, module.staticExports));
    const imports = importsOf(
      module.staticImports,
      module.staticExports,
      files.get(file) ?? '',
      module.dynamicImports,
    );
    for (const { from, names } of imports) {
      const target = from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : null;
      if (target) graph.set(file, [...(graph.get(file) ?? []), target]);
      const rule = target ? fileRule(file, place, target, names, areas) : packageRule(place, from);
      if (rule) found.push({ file, what: `import of ${from}`, rule });
    }
  }
  return [...found, ...portalBreaches([...files.keys()], graph)];
}

/** Where a file stands, by its path alone. */
export function placeOf(file: string): Place {
  const [top = '', folder = '', ...rest] = file.split('/');
  const base = path.basename(file).replace(/\.(d\.)?[a-z]+$/, '');
  if (/\.test\.tsx?$/.test(file)) return { kind: 'test', area: null };
  if (top !== 'src') return { kind: 'outside', area: null };
  if (file === 'src/areas.ts') return { kind: 'areas', area: null };
  switch (folder) {
    case 'core':
    case 'database':
    case 'server':
    case 'cli':
    case 'sample':
      return { kind: folder, area: null };
    case 'web':
      return { kind: rest.length > 1 && rest[0] === 'kit' ? 'kit' : 'web', area: null };
    default:
  }
  if (rest.length > 1 && rest[0] === 'ui') return { kind: 'ui', area: folder };
  const kind = (['context', 'api', 'store', 'handlers', 'jobs', 'document'] as const).find(
    (word) => base === word || base.endsWith(`-${word}`),
  );
  // A document that is written beside the requests has its worker.
  if (base.endsWith('-worker')) return { kind: 'document', area: folder };
  return { kind: kind ?? 'noun', area: folder };
}

interface Import {
  readonly from: string;
  readonly names: readonly string[];
}

function importsOf(
  imports: readonly StaticImport[],
  exports: readonly StaticExport[],
  text: string,
  dynamic: readonly { moduleRequest: { start: number; end: number } }[],
): Import[] {
  return [
    ...imports.map((found) => ({
      from: found.moduleRequest.value,
      names: found.entries.map((entry) => entry.importName.name ?? '*'),
    })),
    ...exports.flatMap((found) =>
      found.entries.flatMap((entry) =>
        entry.moduleRequest ? [{ from: entry.moduleRequest.value, names: ['*'] }] : [],
      ),
    ),
    ...dynamic.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(start, end));
      return literal?.[1] ? [{ from: literal[1], names: ['*'] }] : [];
    }),
  ];
}

function fileRule(
  file: string,
  place: Place,
  target: string,
  names: readonly string[],
  areas: readonly string[],
): string | null {
  if (place.kind === 'test' || place.kind === 'outside') return null;
  if (target.endsWith('.css') && ['web', 'kit', 'ui'].includes(place.kind)) return null;
  const there = placeOf(target);
  if (there.kind === 'outside' || there.kind === 'test')
    return 'what runs in production imports only from src, and no tests';
  if (!may[place.kind].kinds.includes(there.kind)) {
    return `${described(place)} may import only ${may[place.kind].kinds.join(', ') || 'nothing'}, and this is ${described(there)}`;
  }
  const mounted =
    ['handlers', 'jobs'].includes(there.kind) && names.find((name) => /(Handlers|Jobs)$/.test(name));
  if (mounted && place.kind !== 'server' && place.kind !== 'sample' && there.area !== place.area)
    return `only src/server mounts ${mounted}`;
  if (place.area === null || there.area === null || ['ui', 'kit'].includes(place.kind)) return null;
  if (areas.indexOf(there.area) > areas.indexOf(place.area))
    return `area ${place.area} may know only the areas above it in src/areas.ts, and ${there.area} is below`;
  return null;
}

function packageRule(place: Place, from: string): string | null {
  const { packages } = may[place.kind];
  const allowed = packages.some(
    (name) =>
      name === '*' ||
      name === from ||
      from.startsWith(`${name}/`) ||
      (name.endsWith('*') && from.startsWith(name.slice(0, -1))),
  );
  return allowed
    ? null
    : `${described(place)} may import only these packages: ${packages.join(', ') || 'none'}`;
}

function exportBreaches(file: string, exports: readonly StaticExport[]): Breach[] {
  const entries = exports.flatMap((found) => found.entries);
  const found: Breach[] = [];
  const isDefault = entries.some(
    (entry) => ['Default'].includes(entry.exportName.kind) || entry.exportName.name === 'default',
  );
  if (isDefault && !defaultAllowed.some((pattern) => pattern.test(file)))
    found.push({ file, what: 'default export', rule: 'every export has a name' });
  for (const { moduleRequest } of entries) {
    if (moduleRequest)
      found.push({
        file,
        what: `export from ${moduleRequest.value}`,
        rule: 'no barrels: import from where it is declared',
      });
  }
  return found;
}

/** Walks what the portal's entry pulls in, and tells the first way by which a staff page would reach a client's browser. */
function portalBreaches(files: readonly string[], graph: ReadonlyMap<string, readonly string[]>): Breach[] {
  const found: Breach[] = [];
  for (const entry of files.filter((file) => portalEntry.test(file))) {
    const cameFrom = new Map<string, string | null>([[entry, null]]);
    for (const file of cameFrom.keys()) {
      if (staffPage.test(file) && !everybodysPage.test(file)) {
        const way: string[] = [];
        for (let at: string | null = file; at; at = cameFrom.get(at) ?? null) way.unshift(at);
        found.push({ file: entry, what: way.join(' → '), rule: 'a staff page is never sent to the portal' });
        continue;
      }
      for (const next of graph.get(file) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, file);
    }
  }
  return found;
}

function described({ kind, area }: Place): string {
  return area === null ? `a file of ${kind}` : `a ${kind} file of ${area}`;
}

export const told = ({ file, what, rule }: Breach): string => `${file}: ${what}: ${rule}.`;
