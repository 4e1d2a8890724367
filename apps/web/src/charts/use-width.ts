import { useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';

/** The width of an element in pixels, as it is and whenever it changes; 0 before it is there. */
export function useWidth<Of extends HTMLElement>(): {
  readonly place: RefObject<Of | null>;
  readonly width: number;
} {
  const place = useRef<Of>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

const NARROW = '(max-width: 760px)';

/** Whether the window is as narrow as that of a phone. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const narrow = matchMedia(NARROW);
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => matchMedia(NARROW).matches,
  );
}
