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
      `${count(outcome.deliveries)} signed webhooks, the rest as history (${outcome.seconds.toFixed(0)} s)`,
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

/** Why an uncontrolled answer need not hold the truth, in the figures of this very run. */
function explain({ comparison, truth }: DemoOutcome): string {
  const { interval } = comparison.effect;
  const found = percentWithInterval(comparison.effect);
  if (interval === null) return `Found: ${found}.`;
  const holds = interval[0] <= truth.percent && truth.percent <= interval[1];
  const outcome = holds
    ? 'This time the interval holds the truth, which is no proof'
    : 'The interval misses the truth';
  return (
    `Found: ${found}. ${outcome}: an uncontrolled before/after mixes the effect with whatever else changed ` +
    'meanwhile, here a drift shared by everybody and holidays. Only a comparison with those who had not adopted yet can tell them apart.'
  );
}

function count(value: number): string {
  return value.toLocaleString('en');
}
