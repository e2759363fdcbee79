import { namedIn } from '../billing/invoice-paper.ts';
import { letterheadOf } from '../billing/letterhead.ts';
import { partiesOf } from '../billing/paper-store.ts';
import { theClient } from '../clients/handlers.ts';
import type { FileOut } from '../core/file.ts';
import { firstDayOf, monthFrom, monthsLater } from '../core/month.ts';
import type { Handlers, Input } from '../core/route.ts';
import { tipOf } from '../database/chain.ts';
import { fileOut } from '../files/file.ts';
import type { Context } from '../people/context.ts';
import { findProvider } from '../people/store.ts';
import { catalogueReader } from '../plan/catalogue-handlers.ts';
import { coverageOf } from '../plan/coverage-handlers.ts';
import { occurrencesOf, seenBy } from '../plan/occurrence-handlers.ts';
import type { proofApi } from './api.ts';
import {
  fingerprintOf,
  proofBytes,
  publicKeyPem,
  sealBundle,
  sha256,
  signingKey,
} from './bundle-document.ts';
import { proofCsv } from './proof-csv.ts';
import { proofPdf } from './proof-pdf-document.ts';
import { proofWords } from './proof-words.ts';
import { Proof } from './proof.ts';
import * as store from './store.ts';

type Asked = Pick<Input<typeof proofApi.getProof>, 'params' | 'query'>;

/** More than 53 rows have in three years, were each of them weekly for several technology groups. */
const occurrencesMax = 50_000;

/** `secret` is what the server signs proofs with; it is made when the first is signed. */
export const proofHandlers = (secret: () => string): Handlers<typeof proofApi, Context> => ({
  getProof: theProof,

  async saveProofSheet(context, input) {
    const proof = await theProof(context, input);
    return fileOut(`${nameOf(proof)}.csv`, 'csv', new TextEncoder().encode(proofCsv(proof)));
  },

  async saveProof(context, input) {
    const { db, providerId } = context;
    const proof = await theProof(context, input);
    const { seller } = namedIn((await partiesOf(db, providerId, [proof.client.id]))(proof.client.id));
    const key = signingKey(secret(), providerId);
    const words = proofWords(proof, letterheadOf(seller), {
      hash: sha256(proofBytes(proof)),
      fingerprint: fingerprintOf(key),
    });
    const pdf = await proofPdf(words, proof.madeAt);
    return fileOut(`${nameOf(proof)}.json`, 'json', sealBundle(proof, pdf, key));
  },

  async saveProofKey({ providerId }): Promise<FileOut> {
    const content = new TextEncoder().encode(publicKeyPem(signingKey(secret(), providerId)));
    return { name: 'proof-key.pem', mediaType: 'application/x-pem-file', content };
  },
});

const nameOf = ({ client, from, to }: Proof): string => `${client.code}-proof-${from}-${to}`;

async function theProof(context: Context, { params, query }: Asked): Promise<Proof> {
  const { db, providerId, actor, now } = context;
  const client = await theClient(context, params.client);
  const coverage = await coverageOf(context, client.id, query);
  const days = {
    from: firstDayOf(monthFrom(query.from)),
    to: firstDayOf(monthsLater(monthFrom(query.to), 1)),
  };
  const asked = { provider: providerId, client: client.id, ...days };
  const occurrences = await occurrencesOf(context, { client: client.id, ...days }, occurrencesMax);
  const evidence = Map.groupBy(await store.evidenceIn(db, asked), ({ occurrence }) => occurrence);
  const ticks = Map.groupBy(await store.ticksIn(db, asked), ({ occurrence }) => occurrence);
  const catalogue = await catalogueReader(context);
  const named = [days.from, ...occurrences.map(({ dueDay }) => dueDay)];
  const hash = await tipOf(db, providerId);
  const provider = await findProvider(db, providerId);
  const { id, code, name, timeZone } = client;
  return Proof.parse({
    form: 'tandem-proof/1',
    provider: { id: providerId, name: provider?.name },
    client: { id, code, name, timeZone },
    ...query,
    madeAt: now.toString({ smallestUnit: 'second' }),
    madeByName: actor.name,
    time: seenBy(context).time,
    chain: { hash },
    catalogues: [...new Set(named.map((day) => catalogue.on(day)))].map(({ id, from }) => ({ id, from })),
    plans: await store.plansIn(db, asked),
    planRows: await store.planRowsIn(db, asked),
    occurrences: occurrences.map((one) => {
      const ticked = ticks.get(one.id) ?? [];
      const open = catalogue
        .activity(one.row, one.dueDay)
        .checklist.filter((item) => !ticked.some((tick) => tick.item === item))
        .map((item) => ({ item, tickedBy: null, tickedAt: null }));
      return { ...one, checklist: [...ticked, ...open], evidenceGiven: evidence.get(one.id) ?? [] };
    }),
    coverage,
  });
}
