import { exampleOf, inputSchema } from '../core/example.ts';
import { FileBody, FileOut } from '../core/file.ts';
import type { Route } from '../core/route.ts';
import type { Access } from '../people/access.ts';
import { rowsOf } from '../server/field-row.ts';
import { accessInWords, refusalsOf } from '../server/openapi.ts';
import { foreignOrigin, keyMissing } from '../server/mount.ts';
import { argumentsOf, flagOf } from './flags.ts';

/** What the command line sees to by itself. */
const madeHere = [foreignOrigin.code, keyMissing.code];

/** The manual of a command that asks a server: what it does, what it takes, who may, what it may refuse, an example. */
export function helpOf(route: Route<Access>): string {
  const flags = [route.query, jsonBody(route)].flatMap((schema) =>
    schema ? rowsOf(inputSchema(schema)) : [],
  );
  const lines = flags.map(({ name, required, form, isSwitch }) => ({
    left: isSwitch ? flagOf(name).replace('--', '--[no-]') : flagOf(name),
    right: `${required ? 'needed; ' : ''}${form}`,
  }));
  if (route.body === FileBody) lines.push({ left: '--file', right: 'needed; the file to send' });
  if (route.out === FileOut)
    lines.push({
      left: '--output',
      right: 'where to put the file, - for standard output; without it, here under its own name',
    });
  if (jsonBody(route))
    lines.push({
      left: '--json',
      right: 'the whole body as JSON, @file, or - for standard input; flags beside it count over it',
    });
  if (route.idempotent)
    lines.push({
      left: '--key',
      right: 'the key under which it is done once; give the same one to ask again',
    });
  if (route.out !== FileOut)
    lines.push({
      left: '--json-output',
      right: 'the answer as JSON, as it is whenever it goes to a file or a program',
    });
  const width = Math.max(...lines.map(({ left }) => left.length));
  const words = argumentsOf(route).map((name) => ` <${name}>`);
  const refusals = refusalsOf(route)
    .filter(({ code }) => !madeHere.includes(code))
    .map(({ code, title }) => `  ${code}: ${title}`);
  return `
${route.summary}

  tandem ${route.command}${words.join('')} [options]

${lines.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join('\n')}

${accessInWords(route.access)}

May be refused, with exit code 1:

${refusals.join('\n')}

Example:

  ${exampleLine(route)}

Exit code: 0 done; 1 refused, with the reason; 2 not understood.
`;
}

/** A line that can be pasted: flags for what they can say, and JSON for the rest. */
function exampleLine(route: Route): string {
  const params = route.params ? entries(exampleOf(route.params)).map(([, value]) => String(value)) : [];
  const fields = [route.query, jsonBody(route)].flatMap((schema) =>
    schema ? entries(exampleOf(schema)) : [],
  );
  const isDeep = (value: unknown) =>
    [value].flat().some((part) => typeof part === 'object' && part !== null) ||
    (Array.isArray(value) && value.length === 0);
  const deep = fields.filter(([, value]) => isDeep(value));
  const flags = fields
    .filter(([, value]) => !isDeep(value))
    .flatMap(([name, value]) =>
      [value].flat().map((one) => `${flagOf(name)}${one === true ? '' : ` ${quoted(String(one))}`}`),
    );
  const json = deep.length > 0 ? [`--json ${quoted(JSON.stringify(Object.fromEntries(deep)))}`] : [];
  const file = route.body === FileBody ? ['--file document.pdf'] : [];
  return ['tandem', route.command, ...params, ...flags, ...json, ...file].join(' ');
}

const jsonBody = ({ body }: Route) => (body === FileBody ? undefined : body);

const entries = (example: unknown): [string, unknown][] =>
  typeof example === 'object' && example !== null ? Object.entries(example) : [];

const quoted = (value: string): string =>
  /^[\w.:@/-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
