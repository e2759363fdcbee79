import { useCallback, useRef, useState, type RefCallback } from 'react';

/** More than a tall screen holds, and few enough to be made within a frame or two. */
const rowsAtOnce = 100;
/** The next rows are made when the last that is there is so near to what is in sight. */
const near = '1600px 0px';

/** How many of a list's rows are there, and what the last of them is given as its `ref`. */
export interface RowsShown {
  readonly count: number;
  readonly lastRef: RefCallback<HTMLElement>;
}

/** Makes the rows of a long list as a reader comes near, by scrolling or by keys; those that were made stay, so that nothing moves. */
export function useRowsShown(rows: number): RowsShown {
  const [made, setMade] = useState(rowsAtOnce);
  const watch = useRef<IntersectionObserver | null>(null);
  const lastRef = useCallback((row: HTMLElement | null) => {
    watch.current?.disconnect();
    if (!row) return;
    watch.current = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setMade((before) => before + rowsAtOnce);
      },
      { rootMargin: near },
    );
    watch.current.observe(row);
  }, []);
  return { count: Math.min(made, rows), lastRef };
}
