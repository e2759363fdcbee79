import fs from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { exampleOf, inputSchema } from '../core/example.ts';
import { FileBody } from '../core/file.ts';
import { routes, type NamedRoute } from './apis.ts';
import { rowsOf } from './field-row.ts';
import { accessInWords, openApi, refusalsOf } from './openapi.ts';

/** The API describes itself: `/api/openapi.json` to programs, `/api/docs` to people. Neither says anything of a provider, so anybody may read them. */
export function mountApiDocs(app: FastifyInstance): void {
  const once = <T>(make: () => T): (() => T) => {
    let made: T | undefined;
    return () => (made ??= make());
  };
  const json = once(() => JSON.stringify(openApi(versionOfTandem())));
  const page = once(docsPage);
  app.get('/api/openapi.json', (_, reply) => reply.type('application/json').send(json()));
  app.get('/api/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(page()));
}

const Package = z.object({ version: z.string() });

const versionOfTandem = (): string =>
  Package.parse(JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')))
    .version;

/** One page for people, without scripts: every operation, folded until somebody opens it. */
function docsPage(): string {
  const areas = Map.groupBy(routes, ({ area }) => area);
  const sections = [...areas].map(
    ([area, ofArea]) => `<h2 id="${id(area)}">${text(area)}</h2>\n${ofArea.map(operation).join('\n')}`,
  );
  const links = [...areas.keys()].map((area) => `<a href="#${id(area)}">${text(area)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem API</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>Tandem API</h1>
<p>Every operation stands under <code>/api</code>. Sign in with <code>POST /api/auth/sign-in</code> and <code>"bearer": true</code>, then
send the token as <code>Authorization: Bearer …</code>. Amounts are decimal strings with their currency beside them, moments are in UTC,
days are local dates. What is refused comes as <code>application/problem+json</code> with a <code>code</code> to act on. The same in a form
for programs: <a href="/api/openapi.json">openapi.json</a>.</p>
<nav>${links.join(' · ')}</nav>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function operation({ name, route }: NamedRoute): string {
  const { method, summary, command, access, params, query, body, idempotent } = route;
  return `<details id="${id(name)}">
<summary><b class="${method.toLowerCase()}">${method}</b> <code>${text(route.path)}</code> <span>${text(summary)}</span></summary>
<p>${text(accessInWords(access))} On the command line: <code>tandem ${text(command)}</code>.
${idempotent ? 'Needs an <code>Idempotency-Key</code> header: asked twice with the same key, it is done once.' : ''}</p>
${fields('In the address', params)}${fields('In the query', query)}${fields('In the body', body)}
${body === FileBody ? '<p>The body is the bytes of the file.</p>' : body ? `<p>Example</p><pre>${text(JSON.stringify(exampleOf(body), null, 2))}</pre>` : ''}
<p>May be refused</p><ul>${refusalsOf(route)
    .map(({ status, code, title }) => `<li>${status} <code>${text(code)}</code> ${text(title)}</li>`)
    .join('')}</ul>
</details>`;
}

function fields(where: string, schema: z.ZodType | undefined): string {
  const rows = schema ? rowsOf(inputSchema(schema)) : [];
  if (rows.length === 0) return '';
  const lines = rows.map(
    ({ name, required, form }) =>
      `<tr><td><code>${text(name)}</code></td><td>${required ? 'needed' : ''}</td><td>${text(form)}</td></tr>`,
  );
  return `<table><caption>${where}</caption>${lines.join('')}</table>`;
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const id = (name: string): string => encodeURIComponent(name.replaceAll(' ', '-'));

const styles = `
:root { color-scheme: light dark; font: 14px/1.45 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.93em; }
nav { position: sticky; top: 0; z-index: 1; padding: 0.5rem 0; background: Canvas; }
h2, details { scroll-margin-top: 3rem; }
h2 { margin: 2rem 0 0.5rem; text-transform: capitalize; }
details { border-top: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); padding: 0.4rem 0; }
summary { cursor: pointer; }
summary b { display: inline-block; width: 4rem; }
summary span { opacity: 0.8; }
table { border-collapse: collapse; margin: 0.5rem 0; }
caption { text-align: left; font-weight: 600; }
td { padding: 0.15rem 1rem 0.15rem 0; vertical-align: top; }
pre { padding: 0.75rem; overflow: auto; background: color-mix(in srgb, CanvasText 7%, Canvas); border-radius: 6px; }
`;
