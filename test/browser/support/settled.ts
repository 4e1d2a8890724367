import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const PATIENCE_MS = 60_000;

/** Waits until it is known who looks, and everything that was asked is answered and drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.who').waitFor();
  await expect
    .poll(() => page.locator('main').locator('.skeleton, [aria-busy=true]').count(), {
      timeout: PATIENCE_MS,
    })
    .toBe(0);
  await page.waitForLoadState('networkidle');
}
