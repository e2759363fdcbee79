import { IconCheck, IconChevronRight, IconEqualNot } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { Step } from '../../hours/explanation.ts';
import type { Recomputed } from '../../hours/recompute.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { PageLink } from '../../web/kit/link.tsx';
import styles from './figure-tree.module.css';
import { alsoInHours, figureWords, formulaWords, ruleWords, type Writing } from './figure-words.ts';

/** Where a link of a figure leads for this reader; nowhere where they have no such page. */
export type Leads = (
  link: NonNullable<Step['link']>,
) => { readonly to: string; readonly label: string } | null;

interface Props extends Writing {
  /** What the figures are of: `Lines of INV-000042`. */
  readonly label: string;
  readonly steps: readonly Step[];
  readonly open: ReadonlySet<string>;
  readonly onOpen: (open: ReadonlySet<string>) => void;
  /** What computing all figures again came to, once somebody has asked. */
  readonly checked: Recomputed | null;
  readonly leads: Leads;
  /** What stands beside a figure of the first level, by where it is. */
  readonly beside?: ((index: number) => Beside) | undefined;
}

/** What stands beside a figure: at its sources, and below it whether it is open or not. */
export interface Beside {
  readonly mark: ReactNode;
  readonly below: ReactNode;
}

/**
 * Figures that open into the figures they were made of, down to what was read from a record. Arrow keys walk: right opens, left closes or
 * goes up; J and K walk too. Paths are those of `recompute`: `/1/0/because/0`.
 */
export function FigureTree(props: Props): ReactNode {
  const { label, steps, open, onOpen, beside } = props;
  const tree = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState('/0');
  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    onOpen(next);
  };
  const walk = (by: number): void => {
    const items = itemsIn(tree.current);
    const now = items.findIndex((item) => item.contains(document.activeElement));
    items[Math.min(Math.max(now + by, 0), items.length - 1)]?.focus();
  };
  useCommands([
    { label: 'Next figure', keys: 'j', group: 'List', hidden: true, run: () => walk(1) },
    { label: 'Figure before', keys: 'k', group: 'List', hidden: true, run: () => walk(-1) },
  ]);
  const press = (event: KeyboardEvent<HTMLUListElement>): void => {
    const item = event.target;
    if (!(item instanceof HTMLElement) || item.role !== 'treeitem') return;
    const path = item.dataset['path'] ?? '';
    const opens = item.ariaExpanded !== null;
    const isOpen = item.ariaExpanded === 'true';
    const up = item.closest('ul')?.previousElementSibling;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(1),
      ArrowUp: () => walk(-1),
      Home: () => itemsIn(tree.current)[0]?.focus(),
      End: () => itemsIn(tree.current).at(-1)?.focus(),
      ArrowRight: () => (opens && !isOpen ? toggle(path) : opens && walk(1)),
      ArrowLeft: () => (isOpen ? toggle(path) : up instanceof HTMLElement && up.focus()),
      Enter: () => opens && toggle(path),
      ' ': () => opens && toggle(path),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const click = ({ target }: MouseEvent<HTMLUListElement>): void => {
    if (!(target instanceof Element) || target.closest('a, button')) return;
    const path = target.closest<HTMLElement>('[aria-expanded]')?.dataset['path'];
    if (path !== undefined) toggle(path);
  };
  return (
    <ul
      ref={tree}
      role="tree"
      aria-label={label}
      className={styles['tree']}
      onKeyDown={press}
      onClick={click}
      onFocus={({ target }) => target.dataset['path'] !== undefined && setAt(target.dataset['path'])}
    >
      {steps.map((step, index) => (
        <Figure
          key={index}
          {...props}
          step={step}
          path={`/${index}`}
          level={1}
          at={at}
          toggle={toggle}
          aside={beside?.(index)}
        />
      ))}
    </ul>
  );
}

const itemsIn = (tree: HTMLElement | null): HTMLElement[] => [
  ...(tree?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? []),
];

interface FigureProps extends Props {
  readonly step: Step;
  readonly path: string;
  readonly level: number;
  readonly at: string;
  readonly toggle: (path: string) => void;
  /** The link of the figure above; the same one is not told twice. */
  readonly above?: string | undefined;
  /** It does not enter the figure above, but says why it is what it is. */
  readonly isReason?: boolean;
  readonly aside?: Beside | undefined;
}

function Figure(props: FigureProps): ReactNode {
  const { step, path, level, toggle, above, isReason = false, aside, ...tree } = props;
  const { open, checked, leads, at, currency } = tree;
  const opens = step.parts.length + step.because.length > 0;
  const isOpen = opens && open.has(path);
  const difference = checked?.differences.find((one) => one.path === path);
  const link = step.link && step.link.id !== above ? leads(step.link) : null;
  const sources = [alsoInHours(step), formulaWords(step, tree), ruleWords(step)].filter(Boolean);
  const shared = { ...tree, level: level + 1, toggle, above: step.link?.id ?? above };
  return (
    <li role="none" className={styles['item']}>
      <div
        role="treeitem"
        aria-level={level}
        aria-expanded={opens ? isOpen : undefined}
        tabIndex={path === at ? 0 : -1}
        data-path={path}
        className={styles['row']}
      >
        <span className={styles['glyph']} data-open={isOpen}>
          {opens && <IconChevronRight size={14} stroke={2} aria-hidden />}
        </span>
        <span className={styles['label']}>
          {isReason && <span className={styles['because']}>because </span>}
          {step.label}
        </span>
        <span className={styles['figure']}>
          {checked && <Verdict isEqual={!difference} />}
          {figureWords(step, currency)}
        </span>
        {(sources.length > 0 || link || aside?.mark) && (
          <span className={styles['source']}>
            {sources.map((source) => (
              <span key={source}>{source}</span>
            ))}
            {link && (
              <span>
                <PageLink to={link.to}>{link.label}</PageLink>
              </span>
            )}
            {aside?.mark && <span>{aside.mark}</span>}
          </span>
        )}
        {difference && (
          <span className={styles['differs']}>
            Comes to {figureWords({ value: difference.computed, unit: step.unit }, currency)}
          </span>
        )}
      </div>
      {aside?.below && (
        <ul role="group" className={styles['below']}>
          <li role="none">
            <div
              role="treeitem"
              aria-level={level + 1}
              tabIndex={`${path}/beside` === at ? 0 : -1}
              data-path={`${path}/beside`}
            >
              {aside.below}
            </div>
          </li>
        </ul>
      )}
      {isOpen && (
        <ul role="group" className={styles['parts']}>
          {step.parts.map((part, index) => (
            <Figure key={index} {...shared} step={part} path={`${path}/${index}`} />
          ))}
          {step.because.map((reason, index) => (
            <Figure
              key={`because ${index}`}
              {...shared}
              step={reason}
              path={`${path}/because/${index}`}
              isReason
            />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Whether a figure is what it comes to when it is computed again. */
export function Verdict({ isEqual }: { readonly isEqual: boolean }): ReactNode {
  const Glyph = isEqual ? IconCheck : IconEqualNot;
  return (
    <span className={isEqual ? styles['equal'] : styles['unequal']}>
      <Glyph size={14} stroke={2.5} aria-hidden />
      <span className="for-reader">{isEqual ? 'equal' : 'not equal'}</span>
    </span>
  );
}
