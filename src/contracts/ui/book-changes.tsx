import type { ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import type { PriceBookDraft } from '../price-book.ts';
import { changesBetween, type BookChange } from './book-lines.ts';
import styles from './new-price-book-page.module.css';

interface Props {
  readonly before: PriceBookDraft | null;
  readonly after: PriceBookDraft;
  readonly groups: readonly TechnologyGroup[];
}

/** What a book says differently from the one before it, part by part. */
export function BookChanges({ before, after, groups }: Props): ReactNode {
  const changes = changesBetween(before, after, (id) => groups.find((group) => group.id === id)?.name ?? id);
  if (changes.length === 0)
    return (
      <p className={styles['nothing']}>
        Nothing changes: it sells the same for the same. Publish it only if its name or its first day matter.
      </p>
    );
  return (
    <>
      {[...Map.groupBy(changes, ({ part }) => part)].map(([part, changes]) => (
        <section key={part} className={styles['part']}>
          <h3>{part}</h3>
          <dl className={styles['changes']}>
            {changes.map((change) => (
              <div key={change.about}>
                <dt>{change.about}</dt>
                <dd>
                  <Change change={change} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Change({ change: { before, after } }: { readonly change: BookChange }): ReactNode {
  if (before === null) return <ins>{after}</ins>;
  if (after === null)
    return (
      <>
        <del>{before}</del> no longer
      </>
    );
  return (
    <>
      <del>{before}</del> <ins>{after}</ins>
    </>
  );
}
