import type { ReactNode } from 'react';

import { Broken, Skeleton } from '../../ui/states.tsx';

type Rows = {
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly hasNextPage?: boolean;
  readonly isFetchingNextPage?: boolean;
  readonly fetchNextPage?: () => unknown;
};

/** A list as it loads, broken, empty or with more to come. */
export function RowsState<Row>({
  rows,
  items,
  what,
  empty,
  children,
}: {
  readonly rows: Rows;
  readonly items: readonly Row[] | undefined;
  /** With a capital, such as `The tokens`. */
  readonly what: string;
  readonly empty: string;
  readonly children: (items: readonly Row[]) => ReactNode;
}) {
  const { error } = rows;
  const isBroken = error !== null && error !== undefined;
  return (
    <>
      {items === undefined && !isBroken && <Skeleton height={120} />}
      {isBroken && <Broken what={what} error={error} onRetry={() => void rows.refetch()} />}
      {items?.length === 0 && <p className="nothing">{empty}</p>}
      {items !== undefined && items.length > 0 && children(items)}
      {rows.hasNextPage === true && (
        <button
          type="button"
          className="button"
          disabled={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage?.()}
        >
          Show more
        </button>
      )}
    </>
  );
}
