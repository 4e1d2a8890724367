import { useState } from 'react';

import { parseSearch } from '../address/search-text.ts';
import { notUnderstood } from '../address/view.ts';

// The router cleans the address, so it is read before that.
const openedWith = globalThis.location?.search ?? '';

/** Tells which parts of the link that was opened were left aside. */
export function NotUnderstood() {
  const [isSeen, setSeen] = useState(false);
  const dropped = notUnderstood(parseSearch(openedWith));
  if (dropped.length === 0 || isSeen) return null;
  return (
    <p className="bar not-understood" role="status">
      <span>
        This link also asked for what is not known here, left aside: {dropped.join(', ')}.
      </span>
      <button type="button" className="quiet-button" onClick={() => setSeen(true)}>
        Close
      </button>
    </p>
  );
}
