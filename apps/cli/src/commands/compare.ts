import { Option, type Command } from 'commander';

import { wholeNumber } from '../demo/options.ts';
import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';
import { printComparison } from '../terminal/comparison.ts';

type CompareOptions = {
  readonly measure: 'cycle_time' | 'throughput';
  readonly org: string;
  readonly tool: string;
  readonly source?: 'usage' | 'seat' | 'import' | 'disclosed';
  readonly seed: number;
  readonly json?: boolean;
};

/** `uplift compare`: one comparison, saved and answered. */
export function addCompare(program: Command, { settings, terminal }: CommandContext): void {
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
    .option('--seed <n>', 'seed of the resampling', wholeNumber(0, 2_147_483_647), 1)
    .option('--json', 'print { comparison } alone on standard output')
    .addHelpText(
      'after',
      '\nThe answer is an uncontrolled before/after: drift and seasons are mixed into it.\n' +
        '\nExamples:\n  uplift compare --measure cycle_time --org acme\n  uplift compare --measure throughput --org acme --tool cursor --json',
    )
    .action(async ({ org, json, source, ...question }: CompareOptions) => {
      const input = {
        measure: question.measure,
        organization: org,
        tool: question.tool,
        source: source ?? null,
        seed: question.seed,
      };
      const store = settings().store;
      const answer = await perform({ name: 'compare', input }, { store, terminal });
      if (json === true) terminal.out(JSON.stringify(answer));
      else printComparison(answer.comparison, terminal);
    });
}
