import { addDays } from '../days.ts';
import type { Day } from '../observations.ts';
import { DEFAULT_USAGE_RULE, type UsageRule, usageStart } from './usage-start.ts';

export const adoptionSources = ['seat', 'usage', 'import', 'disclosed'] as const;
/**
 * Where the date of a start comes from: the licence, the use, an admin's word, or the first commit
 * with a disclosed mark (shown, never the default).
 */
export type AdoptionSource = (typeof adoptionSources)[number];

/** The tool that seats and usage reports speak of. */
export const COPILOT = 'copilot';

/** A person's start with a tool, by one source. */
export type AdoptionStart = {
  readonly tool: string;
  readonly source: AdoptionSource;
} & (
  | { readonly status: 'known'; readonly startedOn: Day }
  /** Began at some time before it could be seen: neither treated nor a control. */
  | { readonly status: 'unknown'; readonly startedOn: null }
);

type ToolDay = { readonly tool: string; readonly on: Day };

/** What is known of one person's use of AI tools. */
export type AdoptionEvidence = {
  /** Days on which access to Copilot was granted; there are several after removal and re-grant. */
  readonly seatGrantedOn: readonly Day[];
  /** Days on which the list of seats showed the person. */
  readonly seatSeenOn: readonly Day[];
  /** Active days of the Copilot report. */
  readonly activeDays: readonly Day[];
  readonly imports: readonly ToolDay[];
  /** Days of commits with a disclosed mark. */
  readonly disclosed: readonly ToolDay[];
  /** Day of the first Copilot report held of the organisation; `null` where none is. */
  readonly firstReportDay: Day | null;
};

/**
 * When a person started with each tool, by each source: one start per pair, ordered by tool and
 * source; none where the source tells of no start.
 *
 * - `seat`: the licence first seen, which is the earliest grant or sighting;
 * - `usage`: {@link usageStart}. Reports begin on some day, and who used Copilot before looks like
 *   a starter then: a start less than `rule.windowDays` days after the organisation's first report
 *   is unknown, unless the seat was first granted on or after the day of that report, for without a
 *   seat there was no use to miss;
 * - `import`, `disclosed`: the earliest day.
 *
 * @throws {RangeError} if a day is no calendar day
 */
export function adoptionStarts(
  evidence: AdoptionEvidence,
  rule: UsageRule = DEFAULT_USAGE_RULE,
): readonly AdoptionStart[] {
  const seat = seatStart(evidence);
  const usage = regularStart(evidence, rule);
  const starts: readonly AdoptionStart[] = [
    ...(seat === null ? [] : [known(COPILOT, 'seat', seat)]),
    ...(usage === null ? [] : [usage]),
    ...firstDays(evidence.imports).map(({ tool, on }) => known(tool, 'import', on)),
    ...firstDays(evidence.disclosed).map(({ tool, on }) => known(tool, 'disclosed', on)),
  ];
  return starts.toSorted(
    (a, b) =>
      (a.tool === b.tool ? 0 : a.tool < b.tool ? -1 : 1) ||
      adoptionSources.indexOf(a.source) - adoptionSources.indexOf(b.source),
  );
}

function seatStart({ seatGrantedOn, seatSeenOn }: AdoptionEvidence): Day | null {
  const [first] = [...seatGrantedOn, ...seatSeenOn].toSorted();
  return first ?? null;
}

function regularStart(evidence: AdoptionEvidence, rule: UsageRule): AdoptionStart | null {
  const startedOn = usageStart(evidence.activeDays, rule);
  if (startedOn === null) return null;

  const firstReport = evidence.firstReportDay ?? startedOn;
  const seat = seatStart(evidence);
  const seenToBegin = startedOn >= addDays(firstReport, rule.windowDays);
  const hadNoSeatBefore = seat !== null && seat >= firstReport;
  if (seenToBegin || hadNoSeatBefore) return known(COPILOT, 'usage', startedOn);
  return { tool: COPILOT, source: 'usage', status: 'unknown', startedOn: null };
}

function known(tool: string, source: AdoptionSource, startedOn: Day): AdoptionStart {
  return { tool, source, status: 'known', startedOn };
}

function firstDays(days: readonly ToolDay[]): readonly ToolDay[] {
  const first = new Map<string, Day>();
  for (const { tool, on } of days) {
    const earlier = first.get(tool);
    if (earlier === undefined || on < earlier) first.set(tool, on);
  }
  return [...first].map(([tool, on]) => ({ tool, on }));
}
