import { useNavigate, useSearch } from '@tanstack/react-router';

import { readView } from './view.ts';

const SUFFIX = '.table';

/** Whether a chart is shown as a table, kept in the address. */
export function useTableSwitch(id: string): {
  readonly isShown: boolean;
  readonly toggle: () => void;
} {
  const shown = readView(useSearch({ strict: false })).show ?? [];
  const navigate = useNavigate();
  const name = `${id}${SUFFIX}`;
  const isShown = shown.includes(name);
  const rest = shown.filter((one) => one !== name);
  const next = isShown ? rest : [...rest, name];
  return {
    isShown,
    toggle: () =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before) => readView({ ...before, show: next }),
      }),
  };
}
