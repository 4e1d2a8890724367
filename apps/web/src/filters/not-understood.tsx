import { useState } from 'react';

import { parseSearch } from '../address/search-text.ts';
import { notUnderstood } from '../address/view.ts';
import { useUnknownFilters } from './use-unknown-filters.ts';

// The router cleans the address, so it is read before that.
const openedWith = globalThis.location?.search ?? '';

/** Tells which parts of the link that was opened were left aside. */
export function NotUnderstood() {
  const [seen, setSeen] = useState(0);
  const unknown = useUnknownFilters();
  const dropped = [...notUnderstood(parseSearch(openedWith)), ...unknown];
  if (dropped.length === seen) return null;
  return (
    <p className="bar not-understood" role="status">
      <span>
        This link also asked for what is not known here, left aside: {dropped.join(', ')}.
      </span>
      <button type="button" className="quiet-button" onClick={() => setSeen(dropped.length)}>
        Close
      </button>
    </p>
  );
}
