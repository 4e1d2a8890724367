import { Share2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import { useIsSimulated } from '../../address/use-is-simulated.ts';
import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { sharedSentence } from '../../words/share-comparison.ts';

const ShareDialog = lazy(async () => {
  const [{ ShareDialog: component }] = await Promise.all([
    import('./share-dialog.tsx'),
    import('../../styles/overlay.css'),
  ]);
  return { default: component };
});

type Part = { readonly comparison: ComparisonDetail };

/** The sentence of an answer, as it is shared. */
function useSentence(comparison: ComparisonDetail): string {
  return sharedSentence(comparison, useIsSimulated());
}

/** Opens what goes with a link to this answer. */
export function Share({ comparison }: Part) {
  const sentence = useSentence(comparison);
  const [isOpen, open] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => open(true)}>
        <Share2 aria-hidden="true" />
        Share
      </button>
      <Suspense>
        {isOpen && (
          <ShareDialog id={comparison.id} sentence={sentence} onClose={() => open(false)} />
        )}
      </Suspense>
    </>
  );
}

/** What a preview of this page shows, to programs of somebody who is signed in. */
export function PreviewText({ comparison }: Part) {
  const sentence = useSentence(comparison);
  return (
    <>
      <meta name="description" content={sentence} />
      <meta property="og:title" content={comparison.name} />
      <meta property="og:description" content={sentence} />
    </>
  );
}
