import { Link2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import { copyText } from '../shell/copy-text.ts';
import { shareLinks, useIsFiltered } from '../address/share-links.ts';

const CopyLinkMenu = lazy(async () => {
  const { CopyLinkMenu: component } = await import('./copy-link-menu.tsx');
  return { default: component };
});

/** Copies a link to the view; where its period moves, asks whether the link's is to move, too. */
export function CopyLink() {
  const [isCopied, setCopied] = useState(false);
  const [isAsking, ask] = useState(false);
  const isFiltered = useIsFiltered();
  const copy = async (href: string) => {
    setCopied(await copyText(href));
  };
  const links = () => shareLinks({ href: location.href, isFiltered }, new Date());
  const begin = () => {
    const [first, ...others] = links();
    if (others.length > 0) ask(true);
    else if (first !== undefined) void copy(first.href);
  };
  const button = (
    <button
      type="button"
      className="icon-button"
      aria-label="Copy a link to this view"
      {...(links().length > 1 && { 'aria-haspopup': 'menu', 'aria-expanded': false })}
      onClick={begin}
    >
      <Link2 />
    </button>
  );
  return (
    <>
      {isAsking ? (
        <Suspense fallback={button}>
          <CopyLinkMenu onCopy={(href) => void copy(href)} />
        </Suspense>
      ) : (
        button
      )}
      <span className="sr" role="status">
        {isCopied ? 'Link copied' : ''}
      </span>
    </>
  );
}
