import { createHash, randomUUIDv7 } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetContracts } from '../../test/contract.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { known } from '../core/id.ts';
import type { Request } from '../core/route.ts';
import { mailApi } from '../mail/api.ts';
import { quotesApi } from './api.ts';
import { canonical, type EventLog } from './event-log.ts';
import type { QuoteFileKind } from './quote-file.ts';
import type { Quote } from './quote.ts';

const world = useWorld();
const calendar = known<'calendar'>(randomUUIDv7());
const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

type Draft = Request<typeof quotesApi.draftQuote>['body'];
const contractOf = (
  hoursPerMonth: number,
  supplements: Draft['options'][number]['contract']['packages'] = [],
) => ({
  start: '2026-12-01',
  end: '2027-12-01',
  calendar,
  packages: [{ scope: 'standard' as const, technologyGroups: [network!], hoursPerMonth }, ...supplements],
});
const lean = { name: 'Lean', contract: contractOf(20) };
const full = {
  name: 'Full',
  words: 'With somebody for security.',
  contract: contractOf(30, [{ scope: 'cse', technologyGroup: security!, hoursPerMonth: 10 }]),
};

const draft = (said: Partial<Draft> = {}, who: Name = 'ines') =>
  world.as(who)(quotesApi.draftQuote, {
    params: { client: world.lakeside },
    body: { validUntil: '2026-11-24', options: [lean, full], ...said },
  });
const send = ({ id }: Pick<Quote, 'id'>, who: Name = 'sofia', availabilityAcknowledged = true) =>
  world.as(who)(quotesApi.sendQuote, { params: { quote: id }, body: { availabilityAcknowledged } });
const sent = async (said: Partial<Draft> = {}) => send(await draft(said));
const accept = (quote: Quote, option = 1, who: Name = 'lena', said: object = {}) =>
  world.as(who)(quotesApi.acceptQuote, {
    params: { quote: quote.id },
    body: {
      option,
      documentHash: quote.sent?.documentHash ?? '',
      hasAuthority: true,
      signedName: 'Lena Hoffmann',
      ...said,
    },
  });
const save = async ({ id }: Pick<Quote, 'id'>, file: QuoteFileKind, who: Name = 'lena') =>
  (await world.as(who)(quotesApi.saveQuoteFile, { params: { quote: id, file } })).content;
const contracts = () =>
  world.as('ines')(contractsApi.listClientContracts, { params: { client: world.lakeside } });
const code = (code: string) => expect.objectContaining({ code });
const devices = (count: number) =>
  world.owner.query('update client set device_count = $2 where id = $1', [world.lakeside, count]);

beforeAll(async () => {
  await world.owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    [world.providerId, calendar],
  );
  await world.as('ada')(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2026-01-01', [network!, security!]),
  });
});

beforeEach(async () => {
  await forgetContracts(world, world.lakeside);
  await devices(120);
  world.clock.now = Temporal.Instant.from('2026-11-16T15:00:00Z');
});

describe('a quote', () => {
  test('is priced when it is drafted, sent, and accepted by the client, which signs the contract as it was offered', async () => {
    const drafted = await draft();
    expect(drafted).toMatchObject({
      number: 'Q-LAKE-1',
      state: 'drafted',
      options: [
        { name: 'Lean', feeMonthly: '3300.00', feeTerm: '39600.00', contract: { number: 'LAKE-2026-12-01' } },
        { name: 'Full', feeMonthly: '6600.00', feeTerm: '79200.00' },
      ],
    });
    const quote = await send(drafted);
    expect(quote).toMatchObject({ state: 'sent', sent: { byName: 'Sofia' }, outcome: null });
    world.clock.now = Temporal.Instant.from('2026-11-20T15:00:00Z');
    const accepted = await accept(quote, 2);
    expect(accepted).toMatchObject({
      state: 'accepted',
      outcome: {
        byName: 'Lena',
        acceptance: { option: 2, signedName: 'Lena Hoffmann', authority: 'client-executive' },
      },
    });
    const [contract] = await contracts();
    expect(contract).toMatchObject({
      id: accepted.outcome?.acceptance?.contractId,
      number: 'LAKE-2026-12-01',
      packages: [
        { kind: 'base', hoursPerMonth: 30, feeMonthly: '4950.00', acknowledgedBy: null },
        {
          kind: 'supplemental',
          hoursPerMonth: 10,
          feeMonthly: '1650.00',
          orderedOn: '2026-11-20',
          acknowledgedBy: world.people.sofia.id,
          acknowledgedAt: '2026-11-16T15:00:00Z',
        },
      ],
    });
  });

  test('keeps three files with its acceptance, each bound to the one before by its hash', async () => {
    const quote = await sent();
    const document = await save(quote, 'document');
    expect(sha256(document)).toBe(quote.sent?.documentHash);
    const accepted = await accept(quote);
    expect(await save(accepted, 'document')).toEqual(document);
    const text = new TextDecoder().decode(await save(accepted, 'log'));
    const log: EventLog = JSON.parse(text);
    expect(canonical(log)).toBe(text);
    expect(log.events.at(-1)).toMatchObject({
      act: 'accepted',
      by: { name: 'Lena' },
      about: { document: quote.sent?.documentHash, signedName: 'Lena Hoffmann', option: 'Lean' },
    });
    for (const { hash, ...event } of log.events) expect(hash).toBe(sha256(canonical(event)));
    const certificate = await save(accepted, 'certificate');
    expect(new TextDecoder('latin1').decode(certificate.slice(0, 5))).toBe('%PDF-');
    expect(accepted.files.map(({ kind, hash }) => [kind, hash])).toEqual([
      ['document', sha256(document)],
      ['certificate', sha256(certificate)],
      ['log', sha256(text)],
    ]);
  });

  test('is on the record, step by step, and whom it concerns is told by mail', async () => {
    const { id } = await accept(await sent());
    const { rows } = await world.owner.query('select act from fact where object_id = $1 order by id', [id]);
    expect(rows.map(({ act }) => act)).toEqual(['quote.drafted', 'quote.sent', 'quote.accepted']);
    const { items } = await world.as('ada')(mailApi.listMail, {});
    expect(items.filter(({ kind }) => kind.startsWith('quote')).map(({ kind, to }) => [kind, to])).toEqual(
      expect.arrayContaining([
        ['quote-sent', expect.stringContaining('lena')],
        ['quote-answered', expect.stringContaining('ines')],
        ['quote-answered', expect.stringContaining('sofia')],
      ]),
    );
  });

  test('tells every rule that is broken at once, with its place in the draft', async () => {
    const off = { ...full, name: 'lean', contract: contractOf(35) };
    await expect(draft({ validUntil: '2026-11-15', options: [lean, off] })).rejects.toMatchObject({
      faults: [
        { code: 'quote.until-passed', path: '/validUntil' },
        { code: 'quote.option-twice', path: '/options/1/name' },
        { code: 'contract.base-off-step', path: '/options/1/contract/packages/0/hoursPerMonth' },
      ],
    });
    await expect(draft({ validUntil: '2026-12-02', options: [lean] })).rejects.toEqual(
      code('quote.until-after-start'),
    );
  });

  test('keeps its prices whatever book comes later', async () => {
    const quote = await sent();
    await world.as('ada')(contractsApi.publishPriceBook, {
      body: {
        ...guidePriceBook('USD', '2026-12-01', [network!, security!]),
        packages: guidePriceBook('USD', '2026-12-01', [network!, security!]).packages.map((sold) => ({
          ...sold,
          feePerHour: '200.00',
        })),
      },
    });
    await accept(quote);
    expect((await contracts())[0]?.packages[0]?.feeMonthly).toBe('3300.00');
  });
});

describe('sending', () => {
  test('needs the word of the supervisor that people are available for supplements', async () => {
    const quote = await draft();
    await expect(send(quote, 'ines', false)).rejects.toEqual(code('contract.availability-not-acknowledged'));
    await expect(send(quote, 'ines', true)).rejects.toEqual(code('contract.availability-not-acknowledged'));
    await expect(send(quote, 'sofia', false)).rejects.toEqual(code('contract.availability-not-acknowledged'));
    expect(await send(await draft({ options: [lean] }), 'ines', false)).toMatchObject({ state: 'sent' });
  });

  test('is done once, in time, and asks the rules again', async () => {
    const quote = await draft();
    await devices(250);
    await expect(send(quote)).rejects.toEqual(code('contract.too-many-devices'));
    await devices(120);
    const first = await send(quote);
    expect(await send(quote)).toEqual(first);
    const late = await draft();
    world.clock.now = Temporal.Instant.from('2026-11-25T15:00:00Z');
    await expect(send(late)).rejects.toEqual(code('quote.expired'));
  });
});

describe('a client', () => {
  test('sees a quote once it was sent, and another client nothing of it', async () => {
    const drafted = await draft();
    const get = (who: Name) => world.as(who)(quotesApi.getQuote, { params: { quote: drafted.id } });
    const list = (who: Name) => world.as(who)(quotesApi.listQuotes, { params: { client: world.lakeside } });
    await expect(get('lena')).rejects.toEqual(code('not-found'));
    expect(await list('lena')).toEqual([]);
    expect(
      await world.doing('lena', ({ db, providerId }) =>
        db.selectFrom('quote').select('id').where('provider_id', '=', providerId).execute(),
      ),
    ).toEqual([]);
    const quote = await send(drafted);
    expect(await get('lena')).toEqual({ ...quote, mayAnswer: true });
    expect(await get('carl')).toEqual(quote);
    expect(await list('carl')).toHaveLength(1);
    await expect(get('hugo')).rejects.toEqual(code('not-found'));
    await expect(list('hugo')).rejects.toEqual(code('not-found'));
    await expect(save(quote, 'document', 'hugo')).rejects.toEqual(code('not-found'));
    await expect(accept(quote, 1, 'hugo')).rejects.toEqual(code('not-found'));
  });

  test('is spoken for by its executives, and by contacts who may sign contracts', async () => {
    const quote = await sent();
    await expect(accept(quote, 1, 'carl')).rejects.toEqual(code('quote.no-authority'));
    await expect(
      world.as('carl')(quotesApi.declineQuote, { params: { quote: quote.id }, body: { reason: 'No' } }),
    ).rejects.toEqual(code('quote.no-authority'));
    const { rows } = await world.owner.query('select email from person where id = $1', [
      world.people.carl.id,
    ]);
    await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name: 'Carl', email: rows[0].email, authority: ['sign-contract'] },
    });
    expect(await accept(quote, 1, 'carl')).toMatchObject({
      outcome: { byName: 'Carl', acceptance: { authority: 'sign-contract' } },
    });
  });

  test('accepts what it was shown, an option there is, and says that it may', async () => {
    const quote = await sent();
    await expect(accept(quote, 1, 'lena', { documentHash: '0'.repeat(64) })).rejects.toEqual(
      code('quote.other-document'),
    );
    await expect(accept(quote, 3)).rejects.toEqual(code('quote.no-such-option'));
    await expect(accept(quote, 1, 'lena', { hasAuthority: false })).rejects.toMatchObject({
      faults: [{ path: '/hasAuthority' }],
    });
    await expect(accept(quote, 1, 'lena', { signedName: ' ' })).rejects.toMatchObject({
      faults: [{ path: '/signedName' }],
    });
    expect(await contracts()).toEqual([]);
  });

  test('accepts until the end of the last day where it is', async () => {
    const quote = await sent();
    world.clock.now = Temporal.Instant.from('2026-11-25T06:00:00Z');
    await expect(accept(quote)).rejects.toEqual(code('quote.expired'));
    world.clock.now = Temporal.Instant.from('2026-11-25T05:59:00Z');
    expect(await accept(quote)).toMatchObject({ state: 'accepted' });
  });

  test('cannot accept what can no longer be sold', async () => {
    const quote = await sent();
    const other = await sent({ options: [lean] });
    await devices(250);
    await expect(accept(quote)).rejects.toEqual(code('contract.too-many-devices'));
    expect(await accept(quote, 2)).toMatchObject({ state: 'accepted' });
    await devices(120);
    await expect(accept(other)).rejects.toMatchObject({
      faults: [{ code: 'contract.overlap' }, { code: 'contract.number-taken' }],
    });
  });

  test('answers once: what was declined or withdrawn is over', async () => {
    const declined = await sent();
    const decline = () =>
      world.as('lena')(quotesApi.declineQuote, {
        params: { quote: declined.id },
        body: { reason: 'Too dear' },
      });
    expect(await decline()).toMatchObject({ state: 'declined', outcome: { reason: 'Too dear' } });
    await expect(accept(declined)).rejects.toEqual(code('quote.ended'));
    await expect(decline()).rejects.toEqual(code('quote.ended'));
    const withdrawn = await sent();
    const withdraw = () =>
      world.as('ines')(quotesApi.withdrawQuote, {
        params: { quote: withdrawn.id },
        body: { reason: 'An error' },
      });
    await withdraw();
    await expect(withdraw()).rejects.toEqual(code('quote.ended'));
    await expect(accept(withdrawn)).rejects.toEqual(code('quote.ended'));
    await expect(send(withdrawn)).rejects.toEqual(code('quote.ended'));
  });

  test('accepts twice at once and has one contract', async () => {
    const quote = await sent();
    await world.owner.query('begin; lock table contract in share mode');
    const both = Promise.all([accept(quote), accept(quote)]);
    // Whoever would decide by what they read before the other had signed has read it by now.
    await Promise.race([both, setTimeout(500)]);
    await world.owner.query('commit');
    const [first, second] = await both;
    expect(first).toEqual(second);
    expect(await contracts()).toHaveLength(1);
    const answers = await Promise.allSettled([accept(quote, 2), accept(quote, 1, 'carl')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('the database', () => {
  test('takes no second acceptance and no changed file, whoever asks', async () => {
    const accepted = await accept(await sent());
    const outcome = `insert into quote_outcome (provider_id, quote_id, client_id, outcome, decided_by, decided_at, reason)
      values ($1, $2, $3, 'declined', $4, now(), 'No')`;
    await expect(
      world.owner.query(outcome, [world.providerId, accepted.id, world.lakeside, world.people.lena.id]),
    ).rejects.toMatchObject({ code: '23505' });
    for (const change of [
      `update file set content = 'x' where client_id = (select client_id from quote where id = $1)`,
      'delete from quote_file where quote_id = $1',
      'update quote_sending set document_file = gen_random_uuid() where quote_id = $1',
      `update quote_outcome set signed_name = 'x' where quote_id = $1`,
    ])
      await expect(world.owner.query(change, [accepted.id])).rejects.toMatchObject({ code: 'TD001' });
  });

  test('takes no acceptance without its files, or of another document than was sent', async () => {
    const quote = await sent();
    const contract = await world.as('sofia')(contractsApi.createContract, {
      params: { client: world.lakeside },
      body: contractOf(20),
    });
    const acceptance = (document: string) =>
      world.owner.query(
        `insert into quote_outcome (provider_id, quote_id, client_id, outcome, decided_by, decided_at, option_position, document_file,
           signed_name, authority, contract_id)
         values ($1, $2, $3, 'accepted', $4, now(), 1, $5, 'Lena', 'client-executive', $6)`,
        [world.providerId, quote.id, world.lakeside, world.people.lena.id, document, contract.id],
      );
    const { rows } = await world.owner.query('select document_file from quote_sending where quote_id = $1', [
      quote.id,
    ]);
    await expect(acceptance(rows[0].document_file)).rejects.toMatchObject({ code: '23503' });
    await expect(acceptance(randomUUIDv7())).rejects.toMatchObject({ code: '23503' });
  });
});

describe('verifying a file', () => {
  const verify = (body: Uint8Array, who: Name) => world.as(who)(quotesApi.verifyFile, { body });

  test('tells what it is where it is unchanged to the letter, and nothing of another client’s', async () => {
    const accepted = await accept(await sent());
    const document = await save(accepted, 'document');
    const found = {
      kind: 'document',
      number: accepted.number,
      accepted: { byName: 'Lena Hoffmann', at: accepted.outcome?.at, option: 'Lean' },
    };
    for (const who of ['lena', 'frank'] as const)
      expect(await verify(document, who)).toMatchObject({ hash: accepted.sent?.documentHash, found });
    expect((await verify(document, 'hugo')).found).toBeNull();
    const changed = document.with(document.length - 9, (document.at(-9) ?? 0) ^ 1);
    expect(await verify(changed, 'lena')).toEqual({ hash: sha256(changed), found: null });
    expect((await verify(await save(accepted, 'log'), 'lena')).found).toMatchObject({ kind: 'log' });
  });
});
