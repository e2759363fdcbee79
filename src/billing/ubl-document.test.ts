import { evaluateXPathToNodes, evaluateXPathToString } from 'fontoxpath';
import type { Element } from 'slimdom';
import { describe, expect, test } from 'vitest';
import { alone, brokenRules, einvoiceRules, invoiceIn } from '../../test/einvoice-rules.ts';
import { hasFixture, listFixtures, readFixture } from '../../test/fixtures.ts';
import { electronicAddressFault } from './electronic-address.ts';

const units = [
  'einvoice/en16931/test/Invoice-unit-UBL',
  'einvoice/peppol-bis3/rules/unit-UBL-PEPPOL',
] as const;
const whole = ['einvoice/peppol-bis3/rules/examples'] as const;

/** Which field we refuse where a published rule of electronic addresses is broken. */
const fieldOfRule: Readonly<Record<string, string>> = {
  'PEPPOL-EN16931-CL008': 'electronicScheme',
  'PEPPOL-COMMON-R040': 'electronicAddress',
  'PEPPOL-COMMON-R041': 'electronicAddress',
  'PEPPOL-COMMON-R042': 'electronicAddress',
  'PEPPOL-COMMON-R043': 'electronicAddress',
  'PEPPOL-COMMON-R049': 'electronicAddress',
  'PEPPOL-COMMON-R050': 'electronicAddress',
};

/** An invoice or credit note of a published test: which rules it keeps and which it breaks. */
interface Unit {
  readonly keeps: readonly string[];
  readonly breaks: readonly string[];
  readonly invoice: Element;
}

function unitsIn(file: string): Unit[] {
  const root = invoiceIn(
    readFixture(file)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
  ).documentElement;
  return (root?.children ?? []).flatMap((unit) => {
    const invoice = unit.children.find(
      ({ localName }) => localName === 'Invoice' || localName === 'CreditNote',
    );
    if (!invoice) return [];
    const said = unit.children.find(({ localName }) => localName === 'assert')?.children ?? [];
    const ids = (name: string) =>
      said.flatMap(({ localName, textContent }) => (localName === name ? [(textContent ?? '').trim()] : []));
    return [{ keeps: ids('success'), breaks: ids('error'), invoice }];
  });
}

const haveFixtures = units.every(hasFixture);
describe.skipIf(!haveFixtures)('the rules as we say them', () => {
  // What is skipped is collected all the same.
  const published = (haveFixtures ? units : []).flatMap((folder) =>
    listFixtures(folder)
      .filter((name) => name.endsWith('.xml'))
      .flatMap((name) => unitsIn(`${folder}/${name}`).map((unit) => ({ name, ...unit }))),
  );
  const known = (ids: readonly string[]) => ids.filter((id) => einvoiceRules.has(id));

  test('agree with the published tests about every invoice that keeps or breaks them', () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const { name, keeps, breaks, invoice } of published) {
      const document = alone(invoice);
      const found = brokenRules(document, known([...keeps, ...breaks]));
      for (const id of known(keeps)) if (found.includes(id)) wrong.push(`${name}: ${id} should hold`);
      for (const id of known(breaks)) if (!found.includes(id)) wrong.push(`${name}: ${id} should be broken`);
      asked += known([...keeps, ...breaks]).length;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });

  test('of electronic addresses are those by which ours are refused', () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const { name, keeps, breaks, invoice } of published) {
      const [rule] = [...keeps, ...breaks].filter((id) => id in fieldOfRule);
      if (!rule) continue;
      const faults = evaluateXPathToNodes('.//*[@schemeID]', invoice).flatMap((node) => {
        const scheme = evaluateXPathToString('@schemeID', node);
        return (
          electronicAddressFault({
            scheme,
            address: evaluateXPathToString('normalize-space()', node) || '1',
          }) ?? []
        );
      });
      const isRefused = faults.some(({ field }) => field === fieldOfRule[rule]);
      if (isRefused !== breaks.includes(rule))
        wrong.push(`${name}: ${rule} should be ${isRefused ? 'kept' : 'broken'}`);
      asked += 1;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(20);
  });

  test.each(
    whole.flatMap((folder) =>
      hasFixture(folder) ? listFixtures(folder).map((name) => `${folder}/${name}`) : [],
    ),
  )('hold for the published example %s', (file) => {
    const xml = readFixture(file)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    expect(brokenRules(invoiceIn(xml))).toEqual([]);
  });
});
