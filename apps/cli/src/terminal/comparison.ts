import type { ComparisonRecord } from '../operations/compare.ts';
import type { Terminal } from './terminal.ts';

/** Prints one comparison for a person: the sentence first, then what it rests on. */
export function printComparison(comparison: ComparisonRecord, { out, colours }: Terminal): void {
  const { verdict, effect, levels, n, exclusions, method } = comparison;
  const { bold, dim } = colours;
  out(`${bold(comparison.name)}  ${dim(`(${method.id}, version ${method.version})`)}`);
  out(`  ${verdict.words}`);
  out(`  effect    ${percentWithInterval(effect)}`);
  out(
    `  levels    ${level(levels.before, levels.unit)} before, ${level(levels.after, levels.unit)} after`,
  );
  out(
    `  n         ${n.treatedDevelopers} developers before and after, ${count(n.pullRequests)} pull requests, ${n.weeks} weeks`,
  );
  for (const { reason, developers, pullRequests } of exclusions) {
    out(
      dim(`  left out  ${reason}: ${developers} developers, ${count(pullRequests)} pull requests`),
    );
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

function level(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'seconds') return `${(value / 3600).toFixed(1)} h`;
  return `${value.toFixed(2)} a developer-week`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
