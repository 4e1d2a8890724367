import { connectBullJobs } from '@uplift/jobs';

import type { Check } from '../operations/check.ts';

/** Whether the queue's server answers, and how much waits in it. */
export async function checkRedis(url: string | null): Promise<Check> {
  const id = 'queue';
  if (url === null) {
    return { id, status: 'ok', words: 'in this process (REDIS_URL is not set)', advice: null };
  }
  const jobs = connectBullJobs({ url, onError: () => {} });
  try {
    const counts = Object.values(await jobs.queue.counts());
    const waiting = counts.reduce((sum, count) => sum + count.waiting + count.delayed, 0);
    return { id, status: 'ok', words: `Redis answers, ${waiting} jobs wait`, advice: null };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const advice = 'start the server that REDIS_URL names; nothing acknowledged is lost meanwhile';
    return { id, status: 'failed', words, advice };
  } finally {
    await jobs.close();
  }
}
