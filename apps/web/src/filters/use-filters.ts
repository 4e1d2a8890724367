import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

import { useView } from '../address/org-scope.ts';
import { readView, travelling, type View } from '../address/view.ts';

/** A change of the filters; undefined takes a filter away. */
export type FilterChange = { readonly [Name in keyof View]?: View[Name] | undefined };

/** The filters of the address, and how to change them: each change is a step back in history. */
export function useFilters(): {
  readonly view: View;
  readonly change: (change: FilterChange) => void;
  /** Takes filters away that should never have been there: no step in history. */
  readonly drop: (names: readonly (keyof View)[]) => void;
} {
  const view = useView();
  const navigate = useNavigate();
  const change = (changed: FilterChange) =>
    void navigate({
      to: '.',
      resetScroll: false,
      search: (before) => ({ ...NOTHING, ...readView({ ...before, ...changed }) }),
    });
  const drop = useCallback(
    (names: readonly (keyof View)[]) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before) => ({
          ...NOTHING,
          ...readView({ ...before, ...Object.fromEntries(names.map((name) => [name, undefined])) }),
        }),
      }),
    [navigate],
  );
  return { view, change, drop };
}

/** What is left out would be kept as it was, so what is gone is told to be undefined. */
const NOTHING = Object.fromEntries(travelling.map((name) => [name, undefined]));
