import type { Database, OpenDatabase } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import type { PreviewComparison } from './comparisons/preview-route.ts';
import type { GitHubAccess } from './github-app/github-access.ts';
import type { StreamTiming } from './comparisons/follow.ts';

/** What the HTTP API works with; the composition builds it once. */
export type ApiDeps = {
  readonly db: Database;
  readonly dialect: OpenDatabase['dialect'];
  /** The bell of the workers. */
  readonly queue: JobQueue;
  readonly now: () => Date;
  /** Lays a comparison out without answering it; whoever answers comparisons knows how. */
  readonly previewComparison: PreviewComparison;
  readonly logger: Logger;
  /** Null: deliveries are refused until one is set, or {@link ApiDeps.github} has one. */
  readonly webhookSecret: string | null;
  /** Left out: GitHub is known by webhooks and files alone. */
  readonly github?: GitHubAccess;
  readonly version: string;
  /** Where the built dashboard lies; left out or empty, a plain page stands in. */
  readonly dashboardDirectory?: string;
  /** Where browsers reach this service; `https:` makes session cookies secure. */
  readonly baseUrl?: string;
  /** Given when the service ends: streams that would last longer end with it. */
  readonly stopping?: AbortSignal;
  /** How often streams look and speak; as usual, unless told. */
  readonly timing?: StreamTiming;
};
