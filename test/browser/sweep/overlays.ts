import type { Locator, Page } from 'playwright-core';

import { faultsInBothThemes } from './soundness.ts';

/** What says that it opens something, but for fields, whose lists are open as long as they are. */
const TRIGGERS = ':is([aria-haspopup], [aria-expanded], summary)';
const OVERLAYS = 'dialog[open], [role=dialog]:not([hidden]), [role=menu]:not([hidden])';

const FOCUS_MS = 2000;

/** Something that opens, and what was opened before it. */
type Opening = {
  readonly page: Page;
  readonly trigger: Locator;
  readonly name: string;
  readonly seen: Set<string>;
};

/**
 * Opens whatever a page says it can open, and what lies within, one after the other; tells what is
 * wrong with each.
 *
 * @param seen - the names of what was opened before on other pages, to which these are added
 */
export async function overlayFaults(
  page: Page,
  seen: Set<string>,
  within: Locator = page.locator('body'),
): Promise<readonly string[]> {
  const triggers = within.locator(`${TRIGGERS}:not(input):visible`);
  const names = await triggers.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
  );
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const found = await faultsOfOpened({ page, trigger: triggers.nth(index), name, seen });
    faults.push(...found.map((fault) => `with ${name} open: ${fault}`));
  }
  return faults;
}

async function faultsOfOpened({ page, trigger, seen }: Opening): Promise<readonly string[]> {
  const overlays = page.locator(OVERLAYS).filter({ visible: true });
  const before = await overlays.count();
  const isPopup = (await trigger.getAttribute('aria-haspopup')) !== null;
  const wasExpanded = await isExpanded(trigger);
  await trigger.click();
  if (isPopup) await overlays.nth(before).waitFor();
  const faults = [...(await faultsInBothThemes(page, isPopup ? OVERLAYS : 'html'))];
  if (isPopup) faults.push(...(await overlayFaults(page, seen, overlays.nth(before))));
  await page.keyboard.press('Escape');
  if (isPopup) await overlays.nth(before).waitFor({ state: 'detached' });
  else if ((await isExpanded(trigger)) !== wasExpanded) await trigger.click();
  if ((await overlays.count()) < before) return [...faults, 'Escape closes what it lies in, too'];
  return (await hasFocus(page, trigger)) ? faults : [...faults, 'focus does not come back'];
}

function isExpanded(trigger: Locator): Promise<boolean> {
  return trigger.evaluate(
    (one) => one.getAttribute('aria-expanded') === 'true' || one.matches('details[open] > summary'),
  );
}

/** Focus may come back a little after what had it has gone. */
function hasFocus(page: Page, trigger: Locator): Promise<boolean> {
  const focused = trigger.and(page.locator(':focus'));
  return focused.waitFor({ timeout: FOCUS_MS }).then(
    () => true,
    () => false,
  );
}

/** Unfolds all details of a page at once; tells what is wrong with them. */
export async function detailsFaults(page: Page): Promise<readonly string[]> {
  const unfolded: unknown = await page.evaluate(`(() => {
    const folded = [...document.querySelectorAll('main details:not([open])')];
    for (const one of folded) one.open = true;
    return folded.length;
  })()`);
  if (unfolded === 0) return [];
  const faults = await faultsInBothThemes(page, 'main details');
  return faults.map((fault) => `with all details open: ${fault}`);
}
