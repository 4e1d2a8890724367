import { useNavigate } from '@tanstack/react-router';
import { CircleHelp, Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { areKeysOn, isForPage, wishOf, type KeyWish, type Pressed } from './keys.ts';

const HelpDialog = lazy(async () => {
  const { HelpDialog: component } = await import('./help-dialog.tsx');
  return { default: component };
});
const SearchDialog = lazy(async () => {
  const { SearchDialog: component } = await import('./search-dialog.tsx');
  return { default: component };
});

type Open = 'help' | 'search' | null;

/** Search and help: by a button each, or by a key. */
export function Shortcuts() {
  const [opened, open] = useState<Open>(null);
  useKeys(open);
  const close = () => open(null);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Search"
        aria-haspopup="dialog"
        onClick={() => open('search')}
      >
        <Search />
      </button>
      <button
        type="button"
        className="icon-button wide"
        aria-label="Help and keys"
        aria-haspopup="dialog"
        onClick={() => open('help')}
      >
        <CircleHelp />
      </button>
      <Suspense>
        {opened === 'help' && <HelpDialog onClose={close} />}
        {opened === 'search' && <SearchDialog onClose={close} />}
      </Suspense>
    </>
  );
}

/** Listens for keys on the whole page, as long as they are on. */
function useKeys(open: (what: Open) => void): void {
  const org = useOrg();
  const navigate = useNavigate();
  const before = useRef<Pressed | null>(null);
  useEffect(() => {
    const follow = (wish: KeyWish) => {
      if (wish.kind === 'go') void navigate({ to: wish.to, params: { org } });
      else open(wish.kind);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isForPage(event) || !areKeysOn()) return;
      const pressed = { key: event.key, at: event.timeStamp };
      const wish = wishOf(pressed, before.current);
      before.current = pressed;
      if (wish === null) return;
      event.preventDefault();
      follow(wish);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [org, navigate, open]);
}
