/** One thing that was looked at, what was found, and what to do about it. */
export type Finding = {
  /** What was looked at: `github-app`, `webhook`, `permissions acme`. */
  readonly id: string;
  /** `failed` keeps something from working; a `warning` is worth knowing. */
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found; never a secret. */
  readonly words: string;
  /** What to do about it; null if nothing. */
  readonly advice: string | null;
};

/** Nothing to do. */
export function fine(id: string, words: string): Finding {
  return { id, status: 'ok', words, advice: null };
}

/** Worth knowing. */
export function remark(id: string, words: string, advice: string): Finding {
  return { id, status: 'warning', words, advice };
}

/** Something does not work. */
export function fault(id: string, words: string, advice: string): Finding {
  return { id, status: 'failed', words, advice };
}
