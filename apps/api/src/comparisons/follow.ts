import { setTimeout } from 'node:timers/promises';

import type { ComparisonEvent } from '@uplift/contracts';
import type { StoredComparison } from '@uplift/db';

/** How often a stream looks, and says that it is still there. */
export type StreamTiming = {
  readonly pollMilliseconds: number;
  readonly heartbeatMilliseconds: number;
  /** After so long a stream ends by itself, so that none outlives the access of whoever reads it. */
  readonly longestMilliseconds: number;
};

export const streamTiming: StreamTiming = {
  pollMilliseconds: 500,
  heartbeatMilliseconds: 15_000,
  longestMilliseconds: 600_000,
};

const HEARTBEAT = ': still there\n\n';

/**
 * The lines of a stream of server-sent events about one comparison: how far it is whenever that
 * changes, comments meanwhile, and at last how it ended.
 *
 * @param read - the comparison as it is now; null once it is gone
 * @param signal - ends the stream where it is
 */
export async function* follow(
  read: () => Promise<StoredComparison | null>,
  { signal, timing }: { readonly signal: AbortSignal; readonly timing: StreamTiming },
): AsyncGenerator<string> {
  let told = '';
  let quiet = 0;
  while (!signal.aborted) {
    const stored = await read();
    if (stored === null) return;
    const { id, status, progress } = stored;
    const data = JSON.stringify({ id, status, progress } satisfies ComparisonEvent);
    if (status !== 'queued' && status !== 'running') {
      yield `event: settled\ndata: ${data}\n\n`;
      return;
    }
    quiet = data === told ? quiet + timing.pollMilliseconds : 0;
    if (data !== told) yield `event: progress\ndata: ${data}\n\n`;
    if (quiet >= timing.heartbeatMilliseconds) yield HEARTBEAT;
    if (quiet >= timing.heartbeatMilliseconds) quiet = 0;
    told = data;
    await setTimeout(timing.pollMilliseconds, null, { signal }).catch(() => null);
  }
}
