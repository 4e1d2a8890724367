import type { ComparisonRecord } from '../operations/compare.ts';
import type { Terminal } from './terminal.ts';

/** Prints one comparison for a person: the sentence first, then what it rests on. */
export function printComparison(comparison: ComparisonRecord, terminal: Terminal): void {
  const { verdict, effect, levels, n, method } = comparison;
  const { out, colours } = terminal;
  const { bold, dim } = colours;
  out(`${bold(comparison.name)}  ${dim(`(${method.id}, version ${method.version})`)}`);
  out(`  ${verdict.words}`);
  out(`  effect    ${percentWithInterval(effect)}`);
  out(`  levels    ${levelsInWords(levels)}`);
  out(
    `  n         ${n.treatedDevelopers} adopters${controlsInWords(n.controlDevelopers)}, ${count(n.pullRequests)} pull requests, ${n.weeks} weeks`,
  );
  if (method.id !== UNCONTROLLED) printEvidence(comparison, terminal);
  for (const { reason, developers, pullRequests } of comparison.exclusions) {
    out(
      dim(`  left out  ${reason}: ${developers} developers, ${count(pullRequests)} pull requests`),
    );
  }
}

const UNCONTROLLED = 'uncontrolled_before_after';

/** What a controlled answer is held against. */
function printEvidence(comparison: ComparisonRecord, { out, colours }: Terminal): void {
  const { checks, guards, naive, robustness, verdict } = comparison;
  const { dim, green, yellow } = colours;
  out(`  naive     ${percentWithInterval(naive)}, the uncontrolled before/after`);
  for (const { words } of verdict.reasons) out(`  because   ${words}`);
  for (const { passed, words } of checks) {
    out(`  check     ${passed ? green('ok') : yellow('!!')} ${words}`);
  }
  for (const { estimator, ...row } of robustness) {
    out(dim(`  otherwise ${percentWithInterval(row)} by ${estimator}`));
  }
  for (const { words } of guards) out(dim(`  guard     ${words}`));
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
