import { theClient } from '../clients/handlers.ts';
import { known } from '../core/id.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { invoicingChanged, type ClientInvoicing } from './invoicing-details.ts';
import * as invoicing from './invoicing-store.ts';
import type { taxApi } from './tax-api.ts';
import * as store from './tax-store.ts';
import {
  basisPointsOf,
  noRate,
  percentOf,
  rateOnThatDay,
  taxNameTaken,
  treatmentMixed,
  treatmentOnThatDay,
  treatmentTooEarly,
  type Tax,
  type TaxId,
  type TaxKnown,
  type TaxTreatment,
} from './tax.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  tax_provider_id_name_key: taxNameTaken,
  tax_rate_pkey: rateOnThatDay,
  tax_treatment_pkey: treatmentOnThatDay,
  provider_invoicing_pkey: invoicingChanged,
  client_invoicing_pkey: invoicingChanged,
};

export const taxHandlers: Handlers<typeof taxApi, Context> = {
  async listTaxes({ db, providerId }) {
    return (await store.listTaxes(db, providerId)).map(shown);
  },

  async addTax(context, { body }) {
    const { db, providerId, actor, now } = context;
    const id = context.newId<'tax'>();
    await refusing(constraints, store.insertTax(db, providerId, id, body, actor.id, now.toString()));
    if (body.rate !== null && body.from !== null) {
      const rate = { from: body.from, basisPoints: basisPointsOf(body.rate) };
      await store.insertTaxRate(db, providerId, id, rate, actor.id, now.toString());
    }
    context.record({ act: 'tax.added', client: null, object: id, detail: body });
    return shown(await theTax(context, id));
  },

  async setTaxRate(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const tax = await theTax(context, params.tax);
    if (tax.category !== 'S') throw new Refused(noRate, `${tax.name} has none.`);
    const rate = { from: body.from, basisPoints: basisPointsOf(body.rate) };
    await refusing(
      constraints,
      store.insertTaxRate(db, providerId, params.tax, rate, actor.id, now.toString()),
    );
    context.record({ act: 'tax.rate-set', client: null, object: params.tax, detail: body });
    return shown(await theTax(context, params.tax));
  },

  listTaxTreatments: (context, { params }) => treatments(context, params.client),

  async setTaxTreatment(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const { id: client } = await theClient(context, params.client);
    const tax = await theTax(context, body.tax);
    const expenseTax = await theTax(context, body.expenseTax ?? body.tax);
    if (tax.id !== expenseTax.id && (tax.category === 'O' || expenseTax.category === 'O'))
      throw new Refused(
        treatmentMixed,
        `Take ${tax.category === 'O' ? tax.name : expenseTax.name} for both, or for neither.`,
      );
    for (const { name, category, rates } of [tax, expenseTax]) {
      const first = rates[0]?.from ?? '';
      if (category === 'S' && first > body.from)
        throw new Refused(treatmentTooEarly, `The first rate of ${name} holds from ${first}.`, { first });
    }
    const said = { from: body.from, tax: tax.id, expenseTax: expenseTax.id };
    await refusing(
      constraints,
      store.insertTreatment(db, providerId, client, said, actor.id, now.toString()),
    );
    context.record({ act: 'tax-treatment.set', client, object: client, detail: said });
    return treatments(context, client);
  },

  showInvoicing: ({ db, providerId }) => invoicing.providerInvoicing(db, providerId),

  async changeInvoicing(context, { body }) {
    const { db, providerId, actor, now } = context;
    const { version, ...details } = body;
    const before = await invoicing.providerInvoicing(db, providerId);
    if (before.version !== version) throw changedMeanwhile(before.version);
    await refusing(
      constraints,
      invoicing.insertProviderInvoicing(db, providerId, version + 1, details, actor.id, now.toString()),
    );
    context.record({
      act: 'invoicing.changed',
      client: null,
      object: null,
      detail: { before, after: details },
    });
    return invoicing.providerInvoicing(db, providerId);
  },

  showClientInvoicing: (context, { params }) => invoicingOf(context, params.client),

  async changeClientInvoicing(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const { version, ...details } = body;
    const before = await invoicingOf(context, params.client);
    if (before.version !== version) throw changedMeanwhile(before.version);
    const { client } = params;
    await refusing(
      constraints,
      invoicing.insertClientInvoicing(db, providerId, client, version + 1, details, actor.id, now.toString()),
    );
    context.record({ act: 'invoicing.changed', client, object: client, detail: { before, after: details } });
    return invoicingOf(context, client);
  },
};

const changedMeanwhile = (version: number): Refused =>
  new Refused(invoicingChanged, `It is at version ${version} now.`, { version });

async function invoicingOf(context: Context, id: ClientId): Promise<ClientInvoicing> {
  const { db, providerId } = context;
  const client = await theClient(context, id);
  return (
    (await invoicing.clientInvoicings(db, providerId, [client.id])).get(client.id) ?? invoicing.nothingSaid
  );
}

async function theTax({ db, providerId }: Context, id: TaxId): Promise<TaxKnown> {
  const tax = (await store.listTaxes(db, providerId)).find((one) => one.id === id);
  if (!tax) throw new Refused(notFound, notFound.title);
  return tax;
}

async function treatments(context: Context, id: ClientId): Promise<TaxTreatment[]> {
  const { db, providerId } = context;
  const client = await theClient(context, id);
  const names = new Map((await store.listTaxes(db, providerId)).map((tax) => [tax.id, tax.name]));
  const said = (await store.treatmentsOf(db, providerId, [client.id])).get(client.id) ?? [];
  return said.map(({ from, tax, expenseTax }) => ({
    from,
    tax: known(tax),
    taxName: names.get(tax) ?? '',
    expenseTax: known(expenseTax),
    expenseTaxName: names.get(expenseTax) ?? '',
  }));
}

const shown = ({ id, name, category, reasonCode, reason, rates }: TaxKnown): Tax => ({
  id: known(id),
  name,
  category,
  reasonCode,
  reason,
  rates: rates.map(({ from, basisPoints }) => ({ from, rate: percentOf(basisPoints) })),
});
