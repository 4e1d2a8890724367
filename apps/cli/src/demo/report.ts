import { percentWithInterval, printComparison, signed } from '../terminal/comparison.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { DemoOutcome } from './run-demo.ts';

/** Prints what the demo found beside what it had put in. */
export function reportDemo(
  outcome: DemoOutcome,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): void {
  const { comparison, throughput, truth } = outcome;
  if (json) {
    terminal.out(JSON.stringify({ comparison, truth }));
    return;
  }
  const { bold } = terminal.colours;
  terminal.out('');
  terminal.out(bold('What Uplift found in the simulated organisation'));
  terminal.out(
    `  ${outcome.developers} developers, ${outcome.weeks} weeks, ${count(outcome.pullRequests)} pull requests; ` +
      `${count(outcome.deliveries)} signed webhooks, the rest fetched from GitHub (${outcome.seconds.toFixed(0)} s)`,
  );
  terminal.out('');
  printComparison(comparison, terminal);
  terminal.out('');
  printComparison(throughput, terminal);
  terminal.out('');
  terminal.out(bold('What the simulation had put in'));
  terminal.out(`  cycle time ${signed(truth.percent)} % from each developer's adoption on`);
  terminal.out(`  ${explain(outcome)}`);
}

/** What became of the truth in both answers, in the figures of this very run. */
function explain({ comparison, truth }: DemoOutcome): string {
  const controlled = holds(comparison.effect.interval, truth.percent);
  const naive = holds(comparison.naive.interval, truth.percent);
  return (
    `With controls: ${percentWithInterval(comparison.effect)}, which ${controlled} it. ` +
    `Uncontrolled before/after: ${percentWithInterval(comparison.naive)}, which ${naive} it; it mixes the effect with whatever else ` +
    'changed meanwhile, here a drift shared by everybody and holidays, and need not hold it. A 95 % interval with controls misses in one run of twenty.'
  );
}

function holds(interval: readonly [number, number] | null, truth: number): string {
  if (interval === null) return 'says nothing of';
  return interval[0] <= truth && truth <= interval[1] ? 'holds' : 'misses';
}

function count(value: number): string {
  return value.toLocaleString('en');
}
