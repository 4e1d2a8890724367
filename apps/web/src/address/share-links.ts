import { useMatches } from '@tanstack/react-router';

import { windowOf } from './scope.ts';
import { parseSearch, stringifySearch } from './search-text.ts';
import { readView } from './view.ts';

/** A link to a view: one whose period moves with the calendar, one of its dates, or the only one. */
export type ShareLink = {
  readonly kind: 'moving' | 'dates' | 'only';
  readonly href: string;
};

/** The links to an address: two where its period moves, so that somebody has to choose. */
export function shareLinks(
  { href, isFiltered }: { readonly href: string; readonly isFiltered: boolean },
  today: Date,
): readonly ShareLink[] {
  const address = new URL(href);
  const view = readView(parseSearch(address.search));
  if (!isFiltered || view.from !== undefined) return [{ kind: 'only', href }];
  const { from, to } = windowOf(view, today);
  const { period: _period, ...rest } = view;
  address.search = stringifySearch({ ...rest, from, to });
  return [
    { kind: 'moving', href },
    { kind: 'dates', href: address.href },
  ];
}

/** Whether the filters mean something on this page. */
export function useIsFiltered(): boolean {
  return useMatches({
    select: (matches) => matches.every(({ staticData }) => staticData.isUnfiltered !== true),
  });
}
