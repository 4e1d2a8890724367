import { comparisonMethods } from '@uplift/contracts';
import { dayOf } from '@uplift/metrics';
import { Option, type Command } from 'commander';

import { calendarDay, wholeNumber } from '../demo/options.ts';
import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';
import { printComparison } from '../terminal/comparison.ts';
import { CommandError } from '../terminal/failure.ts';

const WRONG_USAGE = 2;

type CompareOptions = {
  readonly measure: 'cycle_time' | 'throughput';
  readonly org: string;
  readonly tool: string;
  readonly source?: 'usage' | 'seat' | 'import' | 'disclosed';
  readonly method: (typeof comparisonMethods)[number];
  readonly cohort?: string;
  readonly treated?: string;
  readonly control?: string;
  readonly since?: Date;
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
    .option('--cohort <cohort>', 'the people of a saved cohort alone, by its id or name')
    .option('--treated <cohort>', 'a saved cohort against that of --control')
    .option('--control <cohort>', 'whom it is compared with')
    .option(
      '--since <day>',
      'when all of --treated began (their own starts with the tool)',
      calendarDay,
    )
    .option('--seed <n>', 'seed of the resampling', wholeNumber(0, 2_147_483_647), 1)
    .option('--json', 'print { comparison } alone on standard output')
    .addHelpText('after', FURTHER_HELP)
    .action((options: CompareOptions, command: Command) => {
      requireWholePair(options, command);
      return compare(options, context);
    });
}

const FURTHER_HELP = `
Adopters are compared with those who had not adopted yet; the uncontrolled before/after stands beside it.

Examples:
  uplift compare --measure cycle_time --org acme
  uplift compare --measure throughput --org acme --tool cursor --json
  uplift compare --measure cycle_time --org acme --treated "Wave 1" --control "Wave 2" --since 2026-03-02`;

async function compare(
  { org, json, source, measure, tool, method, seed, ...who }: CompareOptions,
  { settings, terminal }: CommandContext,
): Promise<void> {
  const input = {
    measure,
    organization: org,
    tool,
    source: source ?? null,
    method,
    seed,
    cohort: who.cohort ?? null,
    cohorts: pairOf(who),
  };
  const { store } = settings();
  const answer = await untilInterrupted((signal) =>
    perform({ name: 'compare', input }, { store, terminal, signal }),
  );
  if (json === true) terminal.out(JSON.stringify(answer));
  else printComparison(answer.comparison, terminal);
}

type PairOptions = Pick<CompareOptions, 'treated' | 'control' | 'since'>;

function requireWholePair({ treated, control, since }: PairOptions, command: Command): void {
  const isWhole = treated !== undefined && control !== undefined;
  const isNone = treated === undefined && control === undefined && since === undefined;
  if (isWhole || isNone) return;
  command.error('error: --treated and --control go together, and --since goes with them', {
    exitCode: WRONG_USAGE,
  });
}

function pairOf({ treated, control, since }: PairOptions) {
  if (treated === undefined || control === undefined) return null;
  return { treated, control, since: since === undefined ? null : dayOf(since) };
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
