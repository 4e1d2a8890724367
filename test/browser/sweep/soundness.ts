import type { Page } from 'playwright-core';

import { accessibilityFaults, layoutFaults } from '../support/chromium.ts';

const HEIGHT = 900;

/** A width in which everything is looked at, and one where nothing but the layout can differ. */
type Widths = readonly [width: number, further: number];

/** A desk, and a screen on a wall. */
export const DESK: Widths = [1280, 1920];
/** A phone, and the narrowest there is. */
export const PHONE: Widths = [360, 320];

/** What is wrong with a page as it stands in both themes; `within` limits what axe looks at. */
export async function faultsInBothThemes(page: Page, within = 'html'): Promise<readonly string[]> {
  const faults = [...(await layoutFaults(page)), ...(await accessibilityFaults(page, { within }))];
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await accessibilityFaults(page, { within, rules: 'colours' });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...faults, ...dark.map((fault) => `dark: ${fault}`)];
}

/** Looks at a page in one width and at its layout in another, without asking for it anew. */
export async function faultsInWidths(
  page: Page,
  [width, further]: Widths,
  look: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  await widen(page, width);
  const faults = await look(page);
  await widen(page, further);
  const beyond = await layoutFaults(page);
  return [
    ...faults.map((fault) => `${width} px: ${fault}`),
    ...beyond.map((fault) => `${further} px: ${fault}`),
  ];
}

/** Drawings follow their place a frame later. */
async function widen(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}

/**
 * Where a row that stays in sight covers what has focus: everything that takes focus is given it,
 * from the last to the first, as the rows stay at the top.
 */
export async function coveredFocus(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const stops = [...document.querySelectorAll(
      'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]')];
    const stays = (element, stop) => {
      for (let one = element; one; one = one.parentElement) {
        if (one.contains(stop) || stop.contains(one)) return false;
        if (['sticky', 'fixed'].includes(getComputedStyle(one).position)) return true;
      }
      return false;
    };
    return stops.toReversed().flatMap((stop) => {
      stop.focus();
      if (document.activeElement !== stop) return [];
      const { left, right, top, bottom } = stop.getBoundingClientRect();
      const covered = [top + 2, (top + bottom) / 2, bottom - 2].some((y) =>
        stays(document.elementFromPoint((left + right) / 2, y), stop));
      return covered ? ['covered: ' + (stop.getAttribute('aria-label') ?? stop.textContent).slice(0, 60)] : [];
    });
  })()`);
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)');
  return Array.isArray(found) ? found.map(String) : ['the page did not answer'];
}
