import { ArrowDownRight, ArrowUpRight, CircleHelp, Equal, Eye } from 'lucide-react';

import type { Reading, Tone } from '../words/readings.ts';

/** A reading in a word with its mark: colour never stands alone. */
export function Chip({ reading, words }: { readonly reading: Reading; readonly words?: string }) {
  return (
    <span className={`chip chip-${reading.tone}`}>
      <ReadingIcon {...reading} />
      {words ?? reading.words}
    </span>
  );
}

/** Arrows give the direction of the number; the rest tell why there is none. */
export function ReadingIcon({
  tone,
  direction,
}: {
  readonly tone: Tone;
  readonly direction: Reading['direction'];
}) {
  if (direction === 'up') return <ArrowUpRight aria-hidden="true" />;
  if (direction === 'down') return <ArrowDownRight aria-hidden="true" />;
  if (tone === 'same') return <Equal aria-hidden="true" />;
  return tone === 'unsure' ? <CircleHelp aria-hidden="true" /> : <Eye aria-hidden="true" />;
}
