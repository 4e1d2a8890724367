import type { GitHubAccess } from '@uplift/api';
import type { OpenDatabase } from '@uplift/db';

import type { Progress } from '../terminal/progress.ts';

/** What an operation works with, wherever it runs. */
export type OperationContext = {
  readonly store: OpenDatabase;
  readonly onProgress: (progress: Progress) => void;
  /** Given once nobody waits for the result any more; operations that can be given up heed it. */
  readonly signal?: AbortSignal;
  /** The way to GitHub, for operations that ask there. */
  readonly github?: GitHubAccess;
  /** The clock; this machine's unless told. */
  readonly now?: () => Date;
};
