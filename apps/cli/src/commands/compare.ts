import { comparisonMethods } from '@uplift/contracts';
import { Option, type Command } from 'commander';

import { wholeNumber } from '../demo/options.ts';
import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';
import { printComparison } from '../terminal/comparison.ts';
import { CommandError } from '../terminal/failure.ts';

type CompareOptions = {
  readonly measure: 'cycle_time' | 'throughput';
  readonly org: string;
  readonly tool: string;
  readonly source?: 'usage' | 'seat' | 'import' | 'disclosed';
  readonly method: (typeof comparisonMethods)[number];
  readonly seed: number;
  readonly json?: boolean;
};

/** `uplift compare`: one comparison, saved and answered. */
export function addCompare(program: Command, context: CommandContext): void {
  program
    .command('compare')
    .description('compare before and after adoption, save the answer and print it')
    .addOption(
      new Option('--measure <measure>', 'what to compare')
        .choices(['cycle_time', 'throughput'])
        .makeOptionMandatory(),
    )
    .requiredOption('--org <login>', 'the organisation')
    .option('--tool <tool>', 'the tool that was adopted', 'copilot')
    .addOption(
      new Option(
        '--source <source>',
        'where the date of adoption comes from (the best known)',
      ).choices(['usage', 'seat', 'import', 'disclosed']),
    )
    .addOption(
      new Option('--method <method>', 'with controls, or each developer against themselves alone')
        .choices([...comparisonMethods])
        .default('group_time_ratio'),
    )
    .option('--seed <n>', 'seed of the resampling', wholeNumber(0, 2_147_483_647), 1)
    .option('--json', 'print { comparison } alone on standard output')
    .addHelpText('after', FURTHER_HELP)
    .action((options: CompareOptions) => compare(options, context));
}

const FURTHER_HELP = `
Adopters are compared with those who had not adopted yet; the uncontrolled before/after stands beside it.

Examples:
  uplift compare --measure cycle_time --org acme
  uplift compare --measure throughput --org acme --tool cursor --json`;

async function compare(
  { org, json, source, measure, tool, method, seed }: CompareOptions,
  { settings, terminal }: CommandContext,
): Promise<void> {
  const input = { measure, organization: org, tool, source: source ?? null, method, seed };
  const { store } = settings();
  const answer = await untilInterrupted((signal) =>
    perform({ name: 'compare', input }, { store, terminal, signal }),
  );
  if (json === true) terminal.out(JSON.stringify(answer));
  else printComparison(answer.comparison, terminal);
}

/** Ctrl-C gives the work up in order; a second one ends the process where it is. */
async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt);
  try {
    return await work(interrupted.signal);
  } catch (error) {
    if (interrupted.signal.aborted)
      throw new CommandError('interrupted: the comparison was cancelled');
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
  }
}
