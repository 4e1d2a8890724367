import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Where the build of the dashboard leaves it. */
export function dashboardDirectory(): string {
  return join(dirname(require.resolve('@uplift/web/package.json')), 'dist', 'site');
}
