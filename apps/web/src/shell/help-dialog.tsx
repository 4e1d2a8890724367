import '../styles/overlay.css';

import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { areKeysOn, switchKeys } from './keys.ts';
import { Overlay } from './overlay.tsx';
import { pageLinks } from './pages.ts';

type KeyRow = { readonly keys: readonly string[]; readonly does: string };

const PAGE_KEYS: readonly KeyRow[] = [
  { keys: ['?'], does: 'This help' },
  { keys: ['/'], does: 'Search' },
  ...pageLinks.map(({ key, title }) => ({ keys: ['g', key], does: title })),
];

const CHART_KEYS: readonly KeyRow[] = [
  { keys: ['←', '→'], does: 'From point to point' },
  { keys: ['↑', '↓'], does: 'From line to line, or row to row' },
  { keys: ['Home', 'End'], does: 'First and last point' },
  { keys: ['Enter'], does: 'The pull requests behind the point' },
  { keys: ['t'], does: 'Chart or table' },
  { keys: ['Esc'], does: 'Leave the point' },
];

/** The keys, their switch, and where more is told. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const org = useOrg();
  const [isOn, setOn] = useState(areKeysOn);
  const change = (wanted: boolean) => {
    switchKeys(wanted);
    setOn(wanted);
  };
  return (
    <Overlay title="Help and keys" onClose={onClose}>
      <div className="key-columns">
        <Keys title="Anywhere" rows={PAGE_KEYS} />
        <Keys title="In a chart" rows={CHART_KEYS} />
      </div>
      <label className="key-switch">
        <input type="checkbox" checked={isOn} onChange={({ target }) => change(target.checked)} />
        Use the keys that work anywhere. They never act while you type.
      </label>
      <p className="overlay-foot">
        <Link to="/o/$org/guide" params={{ org }} onClick={onClose}>
          How everything is computed
        </Link>
        <a href="/docs">API reference</a>
      </p>
    </Overlay>
  );
}

function Keys({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <dl className="keys">
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
