import { parseArgs } from 'node:util';
import { billingApi } from '../billing/api.ts';
import { CallRefused } from '../core/call.ts';
import type { Operation, Step } from '../hours/explanation.ts';
import { recompute, type Difference } from '../hours/recompute.ts';
import { NotDone, signedInCall } from './session.ts';

/** Prints an invoice as the tree of figures it was made of, and recomputes every one of them here, from its leaves. */
export async function run(args: readonly string[]): Promise<number> {
  const words = wordsOf(args);
  if (!words) {
    process.stderr.write(
      'tandem invoice explain: give the number of one invoice. See "tandem invoice explain --help".\n',
    );
    return 2;
  }
  try {
    const call = await signedInCall();
    const tree = await call(billingApi.explainInvoice, { params: { invoice: words.invoice } });
    const { steps, differences } = recompute(tree);
    process.stdout.write(
      words.isJson ? `${JSON.stringify(tree, null, 2)}\n` : `${treeShown(tree, differences)}\n`,
    );
    process.stderr.write(`${verdict(steps, differences)}\n`);
    return differences.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CallRefused) && !(error instanceof NotDone)) throw error;
    process.stderr.write(`tandem invoice explain: ${error.message}\n`);
    return 1;
  }
}

function wordsOf(args: readonly string[]): { readonly invoice: string; readonly isJson: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'json-output': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [invoice] = positionals;
    return invoice !== undefined && positionals.length === 1
      ? { invoice, isJson: values['json-output'] === true }
      : null;
  } catch {
    return null;
  }
}

/**
 * One figure a line, what it was made of below it and further to the right; `because` says what does not enter the figure but explains
 * it. A figure that does not follow from its parts says what it comes to.
 */
export function treeShown(tree: Step, differences: readonly Difference[]): string {
  const byPath = new Map(differences.map((difference) => [difference.path, difference]));
  const lines: string[] = [];
  const visit = (step: Step, path: string, indent: string): void => {
    const wrong = byPath.get(path);
    const not = wrong ? `  NOT EQUAL: comes to ${wrong.computed}` : '';
    lines.push(`${indent}${figure(step)}  ${step.label}${formula(step)}${source(step)}${not}`);
    step.parts.forEach((part, index) => visit(part, `${path}/${index}`, `${indent}  `));
    if (step.because.length > 0) lines.push(`${indent}  because`);
    step.because.forEach((part, index) => visit(part, `${path}/because/${index}`, `${indent}    `));
  };
  visit(tree, '', '');
  return lines.join('\n');
}

const figure = ({ value, unit }: Step): string =>
  unit === 'minutes' ? `${value} min` : unit === 'days' ? `${value} days` : String(value);

const formulas: Readonly<Record<Operation, (step: Step) => string>> = {
  given: () => '',
  elapsed: ({ from, to }) => `${from} to ${to}`,
  days: ({ from, to }) => `${from} to before ${to}`,
  sum: ({ parts }) => (parts.length > 1 ? parts.map(figure).join(' + ') : ''),
  rest: ({ parts }) => parts.map(figure).join(' − '),
  share: ({ parts: [a, b, c] }) => (a && b && c ? `${figure(a)} × ${figure(b)} ÷ ${figure(c)}, half up` : ''),
  'rounded-up': ({ parts: [a, b] }) => (a && b ? `${figure(a)}, up to a multiple of ${figure(b)}` : ''),
  whole: ({ parts: [a, b] }) => (a && b ? `all ${figure(b)}, because ${figure(a)} are active` : ''),
};

/** Sums of more parts than a line has room for are told by their number; all of them stand below. */
function formula(step: Step): string {
  const text = formulas[step.operation](step);
  if (text === '') return '';
  return text.length > 60 && step.operation === 'sum' ? ` = ${step.parts.length} figures` : ` = ${text}`;
}

function source({ rule, link }: Step): string {
  const setting = rule?.setting ? `, ${rule.setting}` : '';
  const parts = [
    ...(rule ? [`section ${rule.section}${setting}`] : []),
    ...(link ? [`${link.kind} ${link.id}`] : []),
  ];
  return parts.length > 0 ? `  [${parts.join('; ')}]` : '';
}

const verdict = (steps: number, differences: readonly Difference[]): string =>
  differences.length === 0
    ? `Recomputed ${steps} figures from their leaves: all equal.`
    : `Recomputed ${steps} figures from their leaves: ${differences.length} are not equal.`;

export const help = `
Explains an invoice: its total, each line with its formula, its rate, its minutes, the packages and the entries it came
from, each with the rule of the service guide and the setting of the contract. Every figure is then computed again here,
from its leaves, by arithmetic that shares nothing with what made the invoice.

  tandem invoice explain INV-000042                 the invoice of this number, or of an id
  tandem invoice explain INV-000042 --json-output   the same tree as JSON

Exit code: 0 if all figures are equal, 1 if any is not or the invoice cannot be had, 2 if the words were not understood.
`;
