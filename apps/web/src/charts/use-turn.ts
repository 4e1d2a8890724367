import { useEffect, useRef, type RefObject } from 'react';

type TableSwitch = { readonly isShown: boolean; readonly toggle: () => void };

/** Turns a chart into its table and back by a key; what comes takes the focus of what goes. */
export function useTurn(
  place: RefObject<HTMLDivElement | null>,
  { isShown, toggle }: TableSwitch,
): () => void {
  const isTurned = useRef(false);
  useEffect(() => {
    if (isTurned.current) place.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    isTurned.current = false;
  }, [place, isShown]);
  return () => {
    isTurned.current = true;
    toggle();
  };
}
