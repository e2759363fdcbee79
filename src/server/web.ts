import fs from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { homeOf } from '../people/home.ts';
import type { Mounting } from './mount.ts';

/** The built web, as `npm run build` leaves it: three pages and their assets, whose names change with their content. */
export const builtWeb = path.join(import.meta.dirname, '../../dist');

/** Addresses that a page of ours answers, whatever comes behind: the page finds its own way from there. */
const pages = {
  'door.html': ['/sign-in', '/set-up', '/invitation'],
  'staff.html': ['/app'],
  'portal.html': ['/portal'],
};

/** Serves the web out of a folder; where it was not built, the pages say so and the API works all the same. */
export async function mountWeb(app: FastifyInstance, mounting: Mounting, folder: string): Promise<void> {
  app.get('/', async (request, reply) => {
    const actor = await mounting.actorOf(request);
    return reply.redirect(actor === null ? '/sign-in' : homeOf(actor), 302);
  });
  const isBuilt = fs.existsSync(path.join(folder, 'door.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const immutable = path.relative(folder, file).startsWith(`assets${path.sep}`);
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  for (const [page, addresses] of Object.entries(pages)) {
    const show = (_: unknown, reply: FastifyReply) =>
      isBuilt
        ? reply.sendFile(page)
        : reply
            .code(503)
            .type('text/plain')
            .send('The pages are not built yet. Run `npm run build`, then start Tandem again.\n');
    for (const address of addresses) {
      app.get(address, show);
      app.get(`${address}/*`, show);
    }
  }
}
