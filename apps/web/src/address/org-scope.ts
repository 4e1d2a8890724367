import { useParams, useSearch } from '@tanstack/react-router';

import { scopeOf, type Scope } from './scope.ts';
import { readView, type View } from './view.ts';

/** The organisation whose page this is. */
export function useOrg(): string {
  return useParams({ strict: false, select: ({ org }) => org ?? '' });
}

/** What the address shows. */
export function useView(): View {
  return readView(useSearch({ strict: false }));
}

/** What the address asks of the API today. */
export function useScope(): Scope {
  return scopeOf(useOrg(), useView(), new Date());
}
