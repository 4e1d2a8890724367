import { z } from 'zod';

/** One thing that was looked at. */
export const Check = z.object({
  id: z.string(),
  /** `failed`: something does not work; `warning`: worth knowing. */
  status: z.enum(['ok', 'warning', 'failed']),
  /** What was found. */
  words: z.string(),
  /** What to do about it; null if nothing. */
  advice: z.string().nullable(),
});
export type Check = z.infer<typeof Check>;

/** Nothing to do. */
export function ok(id: string, words: string): Check {
  return { id, status: 'ok', words, advice: null };
}

/** Worth knowing. */
export function warning(id: string, words: string, advice: string): Check {
  return { id, status: 'warning', words, advice };
}

/** Something does not work. */
export function failed(id: string, words: string, advice: string): Check {
  return { id, status: 'failed', words, advice };
}
