import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';

import { comparisonPath, forgetComparisons } from './comparison-detail.ts';

const EventShape = z.object({ progress: z.number() });

/**
 * How far a comparison is, between 0 and 1, as the server tells it; once it is settled it is asked
 * for anew. Browsers take up a stream that breaks by themselves.
 */
export function useProgress(
  { org, id }: { readonly org: string; readonly id: number },
  known: number,
): number {
  const queries = useQueryClient();
  const [told, tell] = useState(known);
  useEffect(() => {
    const stream = new EventSource(`/api/v1${comparisonPath(org, id)}/events`);
    stream.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      tell(progressIn(data) ?? 0);
    });
    stream.addEventListener('settled', () => {
      stream.close();
      void forgetComparisons(queries, org);
    });
    return () => stream.close();
  }, [org, id, queries]);
  return Math.max(told, known);
}

/** The progress in the data of an event; null if it cannot be read. */
export function progressIn(data: string): number | null {
  try {
    return EventShape.safeParse(JSON.parse(data)).data?.progress ?? null;
  } catch {
    return null;
  }
}
