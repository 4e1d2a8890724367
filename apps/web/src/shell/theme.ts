import { useState } from 'react';

const KEY = 'uplift-theme';

/** A theme, as it is drawn. */
export type Theme = 'light' | 'dark';

/** The theme that is drawn, and a switch that is remembered in this browser. */
export function useTheme(): { readonly theme: Theme; readonly switchTheme: () => void } {
  const [theme, setTheme] = useState<Theme>(drawnTheme);
  const switchTheme = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    localStorage.setItem(KEY, next);
    setTheme(next);
  };
  return { theme, switchTheme };
}

function drawnTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
