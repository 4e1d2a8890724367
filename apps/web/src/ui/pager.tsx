import { Link } from '@tanstack/react-router';

import { useView } from '../address/org-scope.ts';
import { readView, type View } from '../address/view.ts';
import { count } from '../format/numbers.ts';

/** Rows that a page of a list holds at most. */
export const PAGE_ROWS = 50;

/** A stretch of a list, from 0, its end left out. */
export type Stretch = { readonly from: number; readonly to: number };

/** The stretch of a list that the address asks for. */
export function useStretch(total: number): Stretch {
  return stretchOf(useView(), total);
}

/** The stretch of a list that a view shows; the last page where the list is shorter. */
export function stretchOf(view: Pick<View, 'page'>, total: number): Stretch {
  const page = Number(view.page ?? '1');
  const last = Math.max(1, Math.ceil(total / PAGE_ROWS));
  const from = (Math.min(page, last) - 1) * PAGE_ROWS;
  return { from, to: Math.min(total, from + PAGE_ROWS) };
}

/** Which part of a list is shown, and the ways to the others; nothing where all of it is. */
export function Pager({ total, what }: { readonly total: number; readonly what: string }) {
  const { from, to } = useStretch(total);
  if (total <= PAGE_ROWS) return null;
  const page = from / PAGE_ROWS + 1;
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <span>
        {count(from + 1)}–{count(to)} of {count(total)} {what}
      </span>
      {from > 0 && <Turn to={page - 1} words="Previous" />}
      {to < total && <Turn to={page + 1} words="Next" />}
    </nav>
  );
}

function Turn({ to, words }: { readonly to: number; readonly words: string }) {
  return (
    <Link
      to="."
      resetScroll={false}
      search={(before) => readView({ ...before, page: String(to) })}
      className="button"
    >
      {words}
    </Link>
  );
}
