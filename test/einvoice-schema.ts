import { invoiceSchema, InvoiceService, type Invoice } from '@e-invoice-eu/core';
import { parseXmlDocument, type Element } from 'slimdom';

/**
 * Reads a structured invoice by the schema of another maker of them, which knows every element, its place and every code list, and lets
 * that maker write it again. Refused by it, this throws; what it writes should say the same as ours, element for element.
 */
export async function writtenByAnother(xml: string): Promise<string> {
  const schema = at(at(invoiceSchema, 'properties'), 'ubl:Invoice');
  const invoice: Invoice = JSON.parse(
    JSON.stringify({ 'ubl:Invoice': read(rootOf(xml.replaceAll(creditNoteName, invoiceName)), schema) }),
  );
  const written = await service.generate(invoice, { format: 'UBL', lang: 'en' });
  return written.toString();
}

// The other maker is told of a credit note by the names of an invoice, and gives them back as a credit note has them.
const creditNoteName = /CreditNote(?=TypeCode|Line)|Credited(?=Quantity)/g;
const invoiceName = (name: string): string => (name === 'Credited' ? 'Invoiced' : 'Invoice');

const service = new InvoiceService({ log: () => {}, warn: () => {}, error: () => {} });

/** The leaves of an invoice in their order, as `Invoice/InvoiceLine/ID = 1`, attributes included. */
export const leavesOf = (xml: string): string[] => leavesBelow(rootOf(xml), []);

function leavesBelow(element: Element, above: readonly string[]): string[] {
  const path = [...above, element.localName];
  if (element.children.length > 0) return element.children.flatMap((child) => leavesBelow(child, path));
  const attributes = element.attributes.map(({ name, value }) => `${name}=${value}`).join();
  return [`${path.join('/')} = ${element.textContent}${attributes && ` (${attributes})`}`];
}

function rootOf(xml: string): Element {
  const root = parseXmlDocument(xml).documentElement;
  if (!root) throw new Error('there is no invoice in it');
  return root;
}

/** An element as the other maker's JSON has it: attributes beside their element, lists where the schema has them. */
function read(element: Element, schema: object): object {
  const found = new Map<string, unknown>();
  const lists = new Map<string, object[]>();
  for (const child of element.children) {
    const name = child.nodeName;
    const of = at(at(schema, 'properties'), name);
    if (child.children.length === 0) {
      found.set(name, child.textContent);
      for (const attribute of child.attributes) found.set(`${name}@${attribute.name}`, attribute.value);
    } else if ('items' in of) {
      const list = lists.get(name) ?? [];
      lists.set(name, list);
      found.set(name, list);
      list.push(read(child, at(of, 'items')));
    } else found.set(name, read(child, of));
  }
  return Object.fromEntries(found);
}

function at(schema: object, key: string): object {
  const found: unknown = new Map<string, unknown>(Object.entries(schema)).get(key);
  return typeof found === 'object' && found !== null ? found : {};
}
