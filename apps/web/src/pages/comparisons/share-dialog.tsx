import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { noteShared } from '../../api/comparison-actions.ts';
import { copyText } from '../../shell/copy-text.ts';
import { Overlay } from '../../shell/overlay.tsx';

/** What goes with a link to an answer, and the link. */
export function ShareDialog({
  id,
  sentence,
  onClose,
}: {
  readonly id: number;
  readonly sentence: string;
  readonly onClose: () => void;
}) {
  const [copied, setCopied] = useState('');
  const org = useOrg();
  const href = `${location.origin}${location.pathname}`;
  const copy = async (text: string, what: string) => {
    if (!(await copyText(text))) return;
    setCopied(what);
    await noteShared(org, id);
  };
  return (
    <Overlay title="Share this answer" onClose={onClose}>
      <blockquote className="shared">
        <p>{sentence}</p>
        <p className="shared-link">{href}</p>
      </blockquote>
      <div className="tools">
        <button
          type="button"
          className="button button-primary"
          onClick={() => void copy(`${sentence}\n${href}`, 'Sentence and link copied')}
        >
          Copy the sentence and the link
        </button>
        <button type="button" className="button" onClick={() => void copy(href, 'Link copied')}>
          Copy the link alone
        </button>
      </div>
      <Notes copied={copied} />
    </Overlay>
  );
}

function Notes({ copied }: { readonly copied: string }) {
  return (
    <>
      <p className="nothing">
        The link alone tells nothing: whoever opens it signs in, and needs a role in {useOrg()}.
      </p>
      <p className="nothing" role="status">
        {copied}
      </p>
    </>
  );
}
