/** How a report or the list of seats goes wrong. */
export type CopilotFault =
  /** The link has expired before it is told. */
  | { readonly kind: 'expired-link' }
  /** The link points to another host than reports lie on. */
  | { readonly kind: 'wrong-host' }
  /** One of the files is not there. */
  | { readonly kind: 'missing-file' }
  /** The file is compressed, and says so in `content-encoding`. */
  | { readonly kind: 'gzip' }
  /** The file is compressed and nothing says so. */
  | { readonly kind: 'gzip-undeclared' }
  /** The file ends in the middle of a line, though the answer ends as it should. */
  | { readonly kind: 'half-written' }
  /** A line in the middle is no JSON. */
  | { readonly kind: 'broken-line' }
  /** One JSON array instead of a line for each row. */
  | { readonly kind: 'array' }
  /** Rows without `day`, as files made by hand have been seen. */
  | { readonly kind: 'no-day' }
  /** After the rows of the story come rows of strangers, until the file has so many bytes. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** While seats are paged, one more comes first on every further page: someone is met twice. */
  | { readonly kind: 'seat-added' }
  /** While seats are paged, the first is gone on every further page: someone is not met. */
  | { readonly kind: 'seat-removed' };

/** The faults of the list of seats, which happen to further pages. */
export const SEAT_FAULTS = ['seat-added', 'seat-removed'] as const;

/** The faults that are in a report's links or files. */
export const REPORT_FAULTS = [
  'expired-link',
  'wrong-host',
  'missing-file',
  'gzip',
  'gzip-undeclared',
  'half-written',
  'broken-line',
  'array',
  'no-day',
  'huge',
] as const;

/** What goes wrong, and how often. */
export type CopilotFaultRule = {
  readonly fault: CopilotFault;
  /** Tested on the report's name and day, such as `users-1-day 2026-01-05`; all unless told. */
  readonly report?: RegExp;
  /** How many times at most; without end unless told. */
  readonly times?: number;
};

/** The rules in force. */
export type CopilotFaults = {
  readonly setFaults: (rules: readonly CopilotFaultRule[]) => void;
  readonly faultOf: (kinds: readonly CopilotFault['kind'][], report: string) => CopilotFault | null;
};

/** Nothing goes wrong. */
export function createCopilotFaults(): CopilotFaults {
  let counted: { readonly rule: CopilotFaultRule; done: number }[] = [];
  return {
    setFaults: (rules) => {
      counted = rules.map((rule) => ({ rule, done: 0 }));
    },
    faultOf: (kinds, report) => {
      const due = counted.find(
        ({ rule, done }) =>
          kinds.includes(rule.fault.kind) &&
          (rule.report?.test(report) ?? true) &&
          done < (rule.times ?? Infinity),
      );
      if (due === undefined) return null;
      due.done += 1;
      return due.rule.fault;
    },
  };
}
