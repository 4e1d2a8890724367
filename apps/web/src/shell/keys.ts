import { pageLinks, type PageLink } from './pages.ts';

const STORED = 'uplift-keys';
const OFF = 'off';
/** How long a second key is waited for. */
const PATIENCE_MS = 1500;

/** What a key asks for. */
export type KeyWish =
  | { readonly kind: 'help' }
  | { readonly kind: 'search' }
  | { readonly kind: 'go'; readonly to: PageLink['to'] };

/** A key that was pressed, and when. */
export type Pressed = { readonly key: string; readonly at: number };

/** What a key asks for after the one before it; null for nothing. */
export function wishOf({ key, at }: Pressed, before: Pressed | null): KeyWish | null {
  const isSecond = before?.key === 'g' && at - before.at <= PATIENCE_MS;
  const page = isSecond ? pageLinks.find((link) => link.key === key) : undefined;
  if (page !== undefined) return { kind: 'go', to: page.to };
  if (key === '?') return { kind: 'help' };
  return key === '/' ? { kind: 'search' } : null;
}

/** Whether keys are used at all; kept in this browser. */
export function areKeysOn(): boolean {
  return localStorage.getItem(STORED) !== OFF;
}

/** Switches the keys on or off. */
export function switchKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, OFF);
}

const FIELDS = 'input, select, textarea, [contenteditable]:not([contenteditable="false"])';
const OVERLAYS = 'dialog[open], [role="dialog"]:not([hidden]), [role="menu"]:not([hidden])';

/** Whether a key is one for the whole page: typed into no field, and nothing open over the page. */
export function isForPage(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return false;
  if (target instanceof Element && target.closest(FIELDS) !== null) return false;
  return document.querySelector(OVERLAYS) === null;
}
