/** How a measure is spoken of. */
export type MeasureWords = {
  /** In the middle of a sentence. */
  readonly name: string;
  /** What a figure of it counts, under its title. */
  readonly unit: string;
  /** What a change up or down is called. */
  readonly higher: string;
  readonly lower: string;
  /** The direction that people want, where there is one. */
  readonly wanted: 'higher' | 'lower' | 'none';
  readonly isTime: boolean;
};

const time = { higher: 'longer', lower: 'shorter', wanted: 'lower', isTime: true } as const;
const rate = { higher: 'higher', lower: 'lower', isTime: false } as const;

const KNOWN: Readonly<Record<string, MeasureWords>> = {
  cycle_time: { ...time, name: 'cycle time', unit: 'first commit to merge' },
  coding_time: { ...time, name: 'coding time', unit: 'first commit to ready for review' },
  pickup_time: { ...time, name: 'pickup time', unit: 'ready to first human review' },
  review_time: { ...time, name: 'review time', unit: 'first review to approval' },
  merge_time: { ...time, name: 'merge time', unit: 'approval to merge' },
  time_to_merge: { ...time, name: 'time to merge', unit: 'ready to merge' },
  review_turnaround: { ...time, name: 'review turnaround', unit: 'ready to first human review' },
  ai_review_turnaround: { ...time, name: 'AI review turnaround', unit: 'ready to first AI review' },
  lead_time: { ...time, name: 'lead time', unit: 'first commit to production' },
  recovery_time: { ...time, name: 'recovery time', unit: 'failed deployment to the next good one' },
  throughput: {
    ...rate,
    name: 'throughput',
    unit: 'merged PRs per developer-week',
    wanted: 'higher',
  },
  pr_size: {
    name: 'pull request size',
    unit: 'lines changed',
    higher: 'larger',
    lower: 'smaller',
    wanted: 'lower',
    isTime: false,
  },
  review_cycles: {
    name: 'review cycles',
    unit: 'rounds of changes',
    higher: 'more',
    lower: 'fewer',
    wanted: 'lower',
    isTime: false,
  },
  review_load: {
    name: 'review load',
    unit: 'reviews per reviewer-week',
    higher: 'heavier',
    lower: 'lighter',
    wanted: 'lower',
    isTime: false,
  },
  revert_rate: {
    ...rate,
    name: 'revert rate',
    unit: 'reverted within 30 days',
    wanted: 'lower',
  },
  abandoned_rate: {
    ...rate,
    name: 'abandoned share',
    unit: 'closed without a merge',
    wanted: 'lower',
  },
  change_failure_rate: {
    ...rate,
    name: 'change failure rate',
    unit: 'deployments that failed',
    wanted: 'lower',
  },
  adoption: { ...rate, name: 'adoption', unit: 'developers using AI tools', wanted: 'none' },
};

/** The words for a measure; plain ones for a measure that has none of its own. */
export function measureWords(id: string): MeasureWords {
  return KNOWN[id] ?? { ...rate, name: id.replaceAll('_', ' '), unit: '', wanted: 'none' };
}

/** With a capital: at the head of a sentence or a row. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const TOOLS: Readonly<Record<string, string>> = {
  copilot: 'Copilot',
  'claude-code': 'Claude Code',
  cursor: 'Cursor',
  codex: 'Codex',
};

/** What a tool is called. */
export function toolName(tool: string): string {
  return TOOLS[tool] ?? capital(tool);
}
