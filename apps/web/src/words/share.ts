import type { ShareLink } from '../address/share-links.ts';
import type { View } from '../address/view.ts';
import { USUAL_PERIOD } from '../address/view.ts';
import { periodNames, windowWords } from '../filters/filter-words.ts';

/** What a link to the view will show. */
export function shareWords({ kind }: ShareLink, view: View, today: Date): string {
  if (kind === 'only') return 'Copy a link to this view';
  if (kind === 'dates') return `Copy a link: these dates, ${windowWords(view, today)}`;
  const name = periodNames[view.period ?? USUAL_PERIOD];
  return `Copy a link: ${name.charAt(0).toLowerCase()}${name.slice(1)}, moving on`;
}
