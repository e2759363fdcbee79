import { listCalendars } from '../../calendars/store.ts';
import type { CalendarSummary } from '../../calendars/business-week.ts';
import type { Client, TechnologyGroupId } from '../../clients/client.ts';
import type { PurchasedService } from '../../clients/purchased-service.ts';
import { clientsByCode, listTechnologyGroups } from '../../clients/store.ts';
import { orderOf, type ContractDraft } from '../../contracts/contract-draft.ts';
import type { Contract } from '../../contracts/contract.ts';
import { breachesOfOrder, type Offer } from '../../contracts/eligibility.ts';
import { signContract } from '../../contracts/handlers.ts';
import { bookInForce, type PriceBook } from '../../contracts/price-book.ts';
import { findPriceBook, listPriceBooks } from '../../contracts/price-book-store.ts';
import { contractsActiveIn } from '../../contracts/store.ts';
import { todayIn } from '../../core/zone.ts';
import { mayCall, supervisor } from '../../people/access.ts';
import type { Context } from '../../people/context.ts';
import type { ClientId } from '../../people/person.ts';
import type { Cells } from '../cells.ts';
import { throughRows, type Importer } from '../importer.ts';
import { refusedRows, type JudgedRow, type Judgement, type RefusedRow } from '../judgement.ts';
import { contractFields } from './contract-fields.ts';
import { contractDraftOf, differences, faultAt, readContractRow, type ContractRow } from './contract-row.ts';
import { servicesOf } from './store.ts';

/** Contracts by their number: rows of one number are its packages. A contract that is there is never changed by a file. */
export const contractsImporter: Importer<Context> = { fields: contractFields, judge: judgeContracts };

interface Signing {
  readonly client: Client;
  readonly offer: Offer;
}

async function judgeContracts(context: Context, cells: readonly Cells[]): Promise<Judgement> {
  const { db, providerId } = context;
  const groups = await listTechnologyGroups(db, providerId);
  const read: ContractRow[] = [];
  await throughRows(cells, (each) => {
    const row = readContractRow(each, groups);
    if (row) read.push(row);
  });
  const around = await lookAround(
    context,
    read.map(({ clientCode }) => clientCode),
    groups.map(({ id }) => id),
  );
  const rows: JudgedRow[] = [];
  const signings: Signing[] = [];
  await throughRows([...Map.groupBy(read, ({ number }) => number).values()], (ofContract) => {
    const judged = judgeContract(ofContract, around);
    if (!judged) return;
    if (judged.signing) {
      signings.push(judged.signing);
      around.contracts.push({ ...judged.signing.offer.order, clientId: judged.signing.client.id });
    }
    rows.push(...judged.rows);
  });
  return {
    rows: rows.filter(({ row }) => !cells.some(({ number, faults }) => number === row && faults.length > 0)),
    refused: cells.flatMap(({ number, faults }): RefusedRow[] => refusedRows(number, faults)),
    save: async () => {
      for (const { client, offer } of signings) await signContract(context, client, offer);
    },
  };
}

type Term = Pick<Contract, 'number' | 'start' | 'end' | 'clientId'>;

interface Around {
  readonly clients: ReadonlyMap<string, Client>;
  readonly calendars: readonly CalendarSummary[];
  readonly services: ReadonlyMap<ClientId, readonly PurchasedService[]>;
  readonly books: readonly PriceBook[];
  readonly technologyGroups: readonly TechnologyGroupId[];
  readonly known: ReadonlyMap<string, Contract>;
  /** Those that are there and those the file makes, as it is gone through. */
  readonly contracts: Term[];
  readonly isSupervisor: boolean;
  readonly now: Temporal.Instant;
}

async function lookAround(
  { db, providerId, actor, now }: Context,
  codes: readonly string[],
  technologyGroups: readonly TechnologyGroupId[],
): Promise<Around> {
  const clients = await clientsByCode(db, providerId, [...new Set(codes)]);
  const contracts = await contractsActiveIn(db, providerId, '1900-01-01', '3000-01-01');
  const books: PriceBook[] = [];
  for (const { id } of await listPriceBooks(db, providerId)) {
    const book = await findPriceBook(db, providerId, id);
    if (book) books.push(book);
  }
  return {
    clients,
    calendars: await listCalendars(db, providerId),
    services: await servicesOf(
      db,
      providerId,
      [...clients.values()].map(({ id }) => id),
    ),
    books,
    technologyGroups,
    known: new Map(contracts.map((contract) => [contract.number, contract])),
    contracts: [...contracts],
    isSupervisor: mayCall(actor.roles, supervisor),
    now,
  };
}

interface JudgedContract {
  readonly rows: readonly JudgedRow[];
  readonly signing: Signing | null;
}

function judgeContract(rows: readonly ContractRow[], around: Around): JudgedContract | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const client = around.clients.get(first.clientCode);
  if (!client)
    return first.cells.fault(
      'client',
      'import.unknown-client',
      `No client has the code ${first.clientCode}.`,
    );
  const draft = contractDraftOf(rows, calendarOf(rows, around.calendars)?.id);
  if (!draft || rows.some(({ cells }) => cells.faults.length > 0)) return undefined;
  const known = around.known.get(first.number);
  if (known) return judgeKnown(rows, known, draft, client);
  const offer = offerOf(draft, client, around);
  for (const { rule, path, message } of breachesOfOrder(offer))
    faultAt(rows, path.slice(1).split('/'), rule.code, message);
  if (rows.some(({ cells }) => cells.faults.length > 0)) return undefined;
  return { rows: rows.map((row) => judgedRow(row, 'created', client)), signing: { client, offer } };
}

function judgeKnown(
  rows: readonly ContractRow[],
  known: Contract,
  draft: ContractDraft,
  client: Client,
): JudgedContract | undefined {
  const others = differences(known, draft, client.id);
  if (others.length === 0)
    return { rows: rows.map((row) => judgedRow(row, 'unchanged', client)), signing: null };
  return rows[0]?.cells.fault(
    'number',
    'import.contract-signed',
    `Contract ${known.number} is signed and has another ${others.join(', ')}. A signed contract is changed by a contract change request.`,
  );
}

const judgedRow = (
  { cells, number, bought }: ContractRow,
  outcome: JudgedRow['outcome'],
  client: Client,
): JudgedRow => ({
  row: cells.number,
  outcome,
  label: `${number}, ${client.name}: ${String(bought['scope'])}, ${String(bought['hoursPerMonth'])} hours a month`,
  changes: [],
});

/** The calendar that a row names; the only one there is where none does. */
function calendarOf(
  rows: readonly ContractRow[],
  calendars: readonly CalendarSummary[],
): CalendarSummary | undefined {
  const naming = rows.find(({ contract }) => contract['calendar'] !== undefined) ?? rows[0];
  const name = naming?.contract['calendar'];
  const found = name === undefined ? undefined : calendars.find((known) => known.name === name);
  const [only, ...more] = calendars;
  if (name === undefined && only && more.length === 0) return only;
  if (!found) {
    const names = calendars.map((known) => known.name).join(', ');
    naming?.cells.fault('calendar', 'import.unknown-calendar', `Name one of the calendars: ${names}.`);
  }
  return found;
}

function offerOf(draft: ContractDraft, client: Client, around: Around): Offer {
  const order = orderOf(draft, client, around.now);
  const book = around.books.find(
    ({ id }) => id === (order.priceBook ?? bookInForce(around.books, order.currency, order.start)?.id),
  );
  return {
    order,
    client,
    services: around.services.get(client.id) ?? [],
    book: book ?? null,
    technologyGroups: around.technologyGroups,
    contracts: around.contracts.filter(({ clientId }) => clientId === client.id),
    calendarKnown: true,
    numberTaken: false,
    today: todayIn(order.timeZone, around.now),
    isSupervisor: around.isSupervisor,
  };
}
