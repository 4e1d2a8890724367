import type { ComparisonRecord } from '../operations/compare.ts';
import { claimWords, exclusionInWords, medianInWords, rangeInWords } from './comparison-words.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints one comparison for a person who need not know statistics: what was found, how sure that is,
 * who was compared with whom, what to be careful about; then what holds the answer up.
 */
export function printComparison(comparison: ComparisonRecord, terminal: Terminal): void {
  const { verdict, effect, levels, n, method } = comparison;
  const { out, colours } = terminal;
  const { bold, dim } = colours;
  const isControlled = method.id !== UNCONTROLLED;
  out(
    `${bold(`${comparison.name}: ${claimWords[verdict.claim]}`)}  ${dim(`(${method.id}, version ${method.version})`)}`,
  );
  out(`  ${verdict.words}`);
  out(`  effect    ${percentWithInterval(effect)}`);
  if (effect.percent !== null) out(`  how sure  ${rangeInWords(effect.interval)}`);
  out(
    `  compared  ${n.treatedDevelopers} adopters${controlsInWords(n.controlDevelopers)}, ${count(n.pullRequests)} pull requests, ${n.weeks} weeks`,
  );
  out(`  levels    ${levelsInWords(levels)}`);
  if (isControlled) {
    printTimes(comparison, terminal);
    printCare(comparison, terminal);
    printEvidence(comparison, terminal);
  }
  for (const { reason, developers, pullRequests } of comparison.exclusions) {
    const words = exclusionInWords(reason);
    out(
      dim(`  left out  ${words}: ${developers} developers, ${count(pullRequests)} pull requests`),
    );
  }
}

const UNCONTROLLED = 'uncontrolled_before_after';

/** Half of the pull requests, and shares of them, with what is never merged among them. */
function printTimes(comparison: ComparisonRecord, { out, colours }: Terminal): void {
  const { horizons = [], medians = [] } = comparison;
  const median = (of: Parameters<typeof medianInWords>[1], when: string) =>
    medianInWords(comparison, of, when);
  if (medians.length > 0) {
    const own = [median('adopters_before', 'before'), median('adopters_after', 'after')];
    const without = median('adopters_expected', 'to be expected without the tool');
    const others = [median('controls_before', 'before'), median('controls_after', 'after')];
    out(`  median    ${[...own, without].join(', ')}`);
    out(colours.dim(`  controls  median ${others.join(', ')}`));
  }
  for (const { words } of horizons) out(colours.dim(`  in time   ${words}`));
}

/** What to be careful about: rules that bit, checks that failed, and what a plain before/after says. */
function printCare({ checks, naive, verdict }: ComparisonRecord, { out, colours }: Terminal): void {
  const told = new Set(verdict.reasons.map(({ rule }) => rule));
  const failed = checks.filter(({ id, passed }) => !passed && !told.has(id));
  for (const { words } of [...verdict.reasons, ...failed]) {
    out(`  ${colours.yellow('careful')}   ${words}`);
  }
  if (verdict.reasons.length + failed.length === 0 && checks.length > 0) {
    out(`  careful   none of ${checks.length} checks speaks against it`);
  }
  out(
    `  naive     ${percentWithInterval(naive)}, the uncontrolled before/after, with all else that changed in it`,
  );
}

/** What a controlled answer is held against. */
function printEvidence(comparison: ComparisonRecord, { out, colours }: Terminal): void {
  const { checks, guards, robustness } = comparison;
  const { dim, green } = colours;
  for (const { words } of guards) out(`  guard     ${words}`);
  for (const { passed, words } of checks) {
    if (passed) out(`  ${green('fine')}      ${dim(words)}`);
  }
  for (const { estimator, words, ...row } of robustness) {
    out(dim(`  otherwise ${percentWithInterval(row)}: ${words ?? estimator}`));
  }
}

/** A change in percent with its 95 % interval, such as `-11.3 % [-15.0, -7.4]`. */
export function percentWithInterval(effect: {
  readonly percent: number | null;
  readonly interval: readonly [number, number] | null;
}): string {
  if (effect.percent === null) return 'none shown';
  const interval =
    effect.interval === null ? '' : ` [${effect.interval.map(signed).join(', ')}] (95 %)`;
  return `${signed(effect.percent)} %${interval}`;
}

/** A number with its sign and one decimal; what rounds to zero has no sign. */
export function signed(value: number): string {
  const text = value.toFixed(1);
  if (Number(text) === 0) return '0.0';
  return value > 0 ? `+${text}` : text;
}

function controlsInWords(controls: number): string {
  return controls === 0 ? '' : ` against ${controls} who had not adopted yet`;
}

function levelsInWords({ before, after, expected, unit }: ComparisonRecord['levels']): string {
  const instead =
    expected === null || expected === undefined
      ? ''
      : ` (${level(expected, unit)} to be expected without)`;
  return `${level(before, unit)} before, ${level(after, unit)} after${instead}`;
}

function level(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'seconds') return `${(value / 3600).toFixed(1)} h`;
  return `${value.toFixed(2)} a developer-week`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
