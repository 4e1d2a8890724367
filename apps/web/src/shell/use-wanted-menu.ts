import { useMenuStore, type MenuStore } from '@ariakit/react';
import { useEffect, useRef, type RefObject } from 'react';

/**
 * A menu that came because its button was pressed: it opens by itself, with the focus on its first
 * item, and gives the focus to the button that took the place of the pressed one.
 */
export function useWantedMenu(): {
  readonly menu: MenuStore;
  readonly button: RefObject<HTMLButtonElement | null>;
} {
  const menu = useMenuStore({ placement: 'bottom-end' });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    menu.setDisclosureElement(button.current);
    menu.setAutoFocusOnShow(true);
    menu.setInitialFocus('first');
    menu.show();
  }, [menu]);
  return { menu, button };
}
