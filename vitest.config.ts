import { defineConfig } from 'vitest/config';

const conditions = ['@uplift/source', 'module', 'node', 'development|production'];
const excluded = ['**/node_modules/**', '**/dist/**'];

/**
 * Tests are told apart by the question they answer: `x.test.ts` (does the part work, pure),
 * `x.property.test.ts` (does the law hold), `x.int.test.ts` (does it work on the real stores and
 * queues), `test/e2e` (does the product work as used, over HTTP and the command line),
 * `test/browser` (does the dashboard work as seen, in a browser).
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.int.test.ts', '**/*.property.test.ts', ...excluded],
        },
      },
      {
        extends: true,
        test: {
          name: 'property',
          include: ['{apps,packages}/*/src/**/*.property.test.ts'],
          exclude: excluded,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{apps,packages}/*/src/**/*.int.test.ts'],
          exclude: excluded,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: excluded,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: excluded,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
