import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { Link2 } from 'lucide-react';

import { useView } from '../address/org-scope.ts';
import { shareLinks, useIsFiltered } from '../address/share-links.ts';
import { useWantedMenu } from '../shell/use-wanted-menu.ts';
import { shareWords } from '../words/share.ts';

/** The links to choose from. It opens by itself: it was asked for. */
export function CopyLinkMenu({ onCopy }: { readonly onCopy: (href: string) => void }) {
  const { menu, button } = useWantedMenu();
  return (
    <MenuProvider store={menu}>
      <MenuButton ref={button} className="icon-button" aria-label="Copy a link to this view">
        <Link2 />
      </MenuButton>
      <Menu className="menu" gutter={4} portal={false} autoFocusOnShow>
        <ShareItems onCopy={onCopy} />
      </Menu>
    </MenuProvider>
  );
}

/** An item for each link to this view. */
export function ShareItems({ onCopy }: { readonly onCopy: (href: string) => void }) {
  const view = useView();
  const isFiltered = useIsFiltered();
  const today = new Date();
  const links = shareLinks({ href: location.href, isFiltered }, today);
  return links.map((link) => (
    <MenuItem key={link.kind} className="menu-item" onClick={() => onCopy(link.href)}>
      {shareWords(link, view, today)}
    </MenuItem>
  ));
}
