/** Lines that were skipped for one reason. */
export type SkippedLines = {
  /** A stable code. */
  readonly reason: string;
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly { readonly line: number; readonly detail: string }[];
};

/** How many lines are named for each reason. */
const EXAMPLES = 5;

/** Counts skipped lines by reason. */
export type SkippedTally = {
  readonly add: (reason: string, line: number, detail: string) => void;
  readonly counts: () => Readonly<Record<string, number>>;
  readonly total: () => number;
  /** Most frequent first. */
  readonly list: () => SkippedLines[];
};

/** @param before - counts of an earlier, interrupted run */
export function tallySkipped(before: Readonly<Record<string, number>>): SkippedTally {
  const byReason = new Map(
    Object.entries(before).map(([reason, count]) => [
      reason,
      { count, examples: [] as { line: number; detail: string }[] },
    ]),
  );
  return {
    add(reason, line, detail) {
      const entry = byReason.get(reason) ?? { count: 0, examples: [] };
      byReason.set(reason, entry);
      entry.count += 1;
      if (entry.examples.length < EXAMPLES) entry.examples.push({ line, detail });
    },
    counts: () => Object.fromEntries([...byReason].map(([reason, { count }]) => [reason, count])),
    total: () => [...byReason.values()].reduce((sum, { count }) => sum + count, 0),
    list: () =>
      [...byReason]
        .map(([reason, entry]) => ({ reason, ...entry }))
        .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
