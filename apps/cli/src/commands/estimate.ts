import { readFile } from 'node:fs/promises';

import { buildPanel, type Panel } from '@uplift/causal';
import { Option, type Command } from 'commander';

import { wholeNumber } from '../demo/options.ts';
import type { Answer } from '../estimate/answer.ts';
import {
  estimators,
  type EstimateOptions,
  type Estimator,
  type EstimatorName,
  type EstimatorOption,
} from '../estimate/estimators.ts';
import { readPanelTable } from '../estimate/panel-table.ts';
import { tableLines } from '../estimate/tables.ts';
import type { CommandContext } from './command-context.ts';
import { CommandError } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

type EstimateFlags = {
  readonly panel: string;
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly firstTreated: string;
  readonly estimator: EstimatorName;
  readonly control?: 'never' | 'notyet';
  readonly method?: 'dr' | 'reg' | 'ipw';
  readonly base?: 'varying' | 'universal';
  readonly baseWindow?: number;
  readonly cluster?: string;
  readonly weights?: string;
  readonly covariates?: readonly string[];
  readonly anticipation?: number;
  readonly balance?: number;
  readonly json?: boolean;
};

const MOST_PERIODS = 10_000;
const WRONG_USAGE = 2;

/** `uplift estimate`: an estimator alone, on any panel. */
export function addEstimate(program: Command, { terminal }: CommandContext): void {
  const command = program
    .command('estimate')
    .description('estimate the effect of a staggered treatment on any panel')
    .requiredOption('--panel <file>', 'comma-separated table with a header, one row a cell')
    .requiredOption('--unit <column>', 'who is observed')
    .requiredOption('--time <column>', 'period, a number')
    .requiredOption('--outcome <column>', 'what is measured')
    .requiredOption('--first-treated <column>', 'first treated period; 0 or empty for never');
  addChoices(command);
  addRefinements(command)
    .option('--json', 'print the answer as JSON alone on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: EstimateFlags) => {
      const estimator: Estimator = estimators[flags.estimator];
      refuseUnread(flags, estimator, command);
      const panel = panelOf(await readTable(flags.panel), flags, estimator);
      const answer = estimator.answer(panel, optionsOf(flags));
      print(answer, panel, { terminal, isJson: flags.json === true });
    });
}

const EXAMPLES = `
Examples:
  uplift estimate --panel panel.csv --unit dev --time week --outcome merged --first-treated adopted
  uplift estimate --panel panel.csv --unit dev --time week --outcome merged --first-treated adopted \\
    --estimator ratio --base-window 8 --cluster team --json`;

function addChoices(command: Command): Command {
  return command
    .addOption(
      choice('--estimator <name>', 'which estimator', Object.keys(estimators)).default('cs'),
    )
    .addOption(
      choice('--control <who>', 'compare with never or not yet treated units (never)', [
        'never',
        'notyet',
      ]),
    )
    .addOption(
      choice('--method <method>', 'covariates by regression, weights or both (dr)', [
        'dr',
        'reg',
        'ipw',
      ]),
    )
    .addOption(
      choice(
        '--base <period>',
        'base before treatment: the period before, or one for all (varying)',
        ['varying', 'universal'],
      ),
    );
}

function choice(flags: string, words: string, choices: readonly string[]): Option {
  return new Option(flags, words).choices(choices);
}

function addRefinements(command: Command): Command {
  return command
    .option('--base-window <periods>', 'periods that the base averages (1)', periods(1))
    .option('--cluster <column>', 'who moves together (each unit alone)')
    .option('--weights <column>', 'sampling weights')
    .option('--covariates <columns>', 'covariates, with commas between', columnList)
    .option('--anticipation <periods>', 'periods in which units may react before (0)', periods(0))
    .option('--balance <periods>', 'event study of units seen so long after treatment', periods(0));
}

function periods(from: number): (text: string) => number {
  return wholeNumber(from, MOST_PERIODS);
}

function columnList(text: string): readonly string[] {
  return text
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
}

const FLAGS: readonly (readonly [EstimatorOption, string])[] = [
  ['control', '--control'],
  ['method', '--method'],
  ['base', '--base'],
  ['baseWindow', '--base-window'],
  ['covariates', '--covariates'],
  ['anticipation', '--anticipation'],
  ['balance', '--balance'],
];

/** An option that changes nothing would let a reader believe that it did. */
function refuseUnread(flags: EstimateFlags, { reads }: Estimator, command: Command): void {
  for (const [option, flag] of FLAGS) {
    if (flags[option] === undefined || reads.includes(option)) continue;
    command.error(`error: ${flag} does not go with --estimator ${flags.estimator}`, {
      exitCode: WRONG_USAGE,
    });
  }
}

async function readTable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new CommandError(
      isMissing ? `there is no file ${path}` : `cannot read ${path}: ${String(error)}`,
    );
  }
}

function panelOf(text: string, flags: EstimateFlags, { reads }: Estimator): Panel {
  const covariates = flags.covariates ?? [];
  const rows = readPanelTable(text, { ...flags, covariates });
  const anticipation = flags.anticipation ?? 0;
  return buildPanel(rows, {
    covariates,
    ...(reads.includes('anticipation') ? { anticipation } : {}),
  });
}

function optionsOf(flags: EstimateFlags): EstimateOptions {
  const { control, method, base, baseWindow, anticipation, balance } = flags;
  return {
    ...(control === undefined ? {} : { control }),
    ...(method === undefined ? {} : { method }),
    ...(base === undefined ? {} : { base }),
    ...(baseWindow === undefined ? {} : { baseWindow }),
    ...(anticipation === undefined ? {} : { anticipation }),
    ...(balance === undefined ? {} : { balance }),
  };
}

function print(
  { json, tables, remarks }: Answer,
  panel: Panel,
  { terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean },
): void {
  for (const { units } of panel.leftOut) {
    terminal.note(
      `Left out, since treated before there is a period to compare: ${units.length} units.`,
    );
  }
  for (const remark of remarks) terminal.note(remark);
  if (isJson) {
    terminal.out(JSON.stringify(json));
    return;
  }
  for (const [index, table] of tables.entries()) {
    const [title = '', ...lines] = tableLines(table);
    terminal.out([...(index === 0 ? [] : ['']), terminal.colours.bold(title), ...lines].join('\n'));
  }
}
