import { useEffect } from 'react';

/** Paper is white: the page is printed in the light theme, with every detail open. */
export function usePrintedLight(): void {
  useEffect(() => {
    const root = document.documentElement;
    let theme: string | undefined;
    let closed: readonly HTMLDetailsElement[] = [];
    const dress = () => {
      theme = root.dataset['theme'];
      root.dataset['theme'] = 'light';
      closed = [...document.querySelectorAll('details')].filter(({ open }) => !open);
      for (const details of closed) details.open = true;
    };
    const undress = () => {
      if (theme === undefined) delete root.dataset['theme'];
      else root.dataset['theme'] = theme;
      for (const details of closed) details.open = false;
    };
    addEventListener('beforeprint', dress);
    addEventListener('afterprint', undress);
    return () => {
      removeEventListener('beforeprint', dress);
      removeEventListener('afterprint', undress);
    };
  }, []);
}
