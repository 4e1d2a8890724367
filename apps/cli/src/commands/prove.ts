import { pretendedDesigns, proofSettings, type WorldRecord } from '@uplift/causal';
import { bucketOf } from '@uplift/metrics';
import { Option, type Command } from 'commander';

import { calendarDay, demoOrganization, wholeNumber } from '../demo/options.ts';
import { tableLines, type Table } from '../estimate/tables.ts';
import { drawTables } from '../prove/draw-tables.ts';
import type { DrawsTask } from '../prove/draws-task.ts';
import { inThreads } from '../prove/in-threads.ts';
import { readPopulation } from '../prove/read-population.ts';
import { runHistoryStudy } from '../prove/run-history-study.ts';
import { runSeeds } from '../prove/run-seeds.ts';
import { runStudy } from '../prove/run-study.ts';
import { seedLines } from '../prove/seed-lines.ts';
import type { SeedRecord, SeedTask } from '../prove/seed-task.ts';
import { studyTables } from '../prove/study-tables.ts';
import type { WorldsTask } from '../prove/worlds-task.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './command-context.ts';

type ProveFlags = {
  readonly worlds: number;
  readonly setting?: string;
  readonly demo?: boolean;
  readonly seeds: number;
  readonly until?: Date;
  readonly history?: readonly string[];
  readonly draws: number;
  readonly seed: number;
  readonly json?: boolean;
};

/** `uplift prove`: how often each method is wrong, where the truth is known. */
export function addProve(program: Command, { terminal }: CommandContext): void {
  const names = proofSettings.map(({ name }) => name);
  program
    .command('prove')
    .description('measure false alarms and coverage where the truth is known')
    .option('--worlds <n>', 'worlds of each setting', wholeNumber(1, 100_000), 200)
    .addOption(new Option('--setting <name>', 'this setting alone').choices(names))
    .option('--demo', 'instead of worlds: the organisation of the demo, over many seeds')
    .option('--seeds <n>', 'seeds of --demo, from --seed on', wholeNumber(1, 10_000), 100)
    .option(
      '--until <day>',
      'last day of the story of --demo (this Monday, unless told)',
      calendarDay,
    )
    .addOption(
      new Option(
        '--history <files...>',
        'instead of worlds: histories without the tool, adoption pretended at random',
      ).conflicts('demo'),
    )
    .option('--draws <n>', 'draws of --history, over all designs', wholeNumber(1, 1_000_000), 2000)
    .option('--seed <n>', 'seed of the simulation', wholeNumber(0, 2_147_483_647), 1)
    .option('--json', 'print the outcome alone, as JSON, on standard output')
    .addHelpText('after', HELP)
    .action(async (flags: ProveFlags) => {
      if (flags.history !== undefined) await proveOnHistory(flags.history, flags, terminal);
      else if (flags.demo === true) await proveOnDemo(flags, terminal);
      else await proveOnWorlds(flags, terminal);
    });
}

const HELP = `
Settings:
${linesOf(proofSettings)}

Designs of --history:
${linesOf(pretendedDesigns)}

JSON: { worlds, seed, settings, rows }, of --demo { seeds, seed, records, controlled, naive, bias },
of --history { draws, seed, organizations, developers, pullRequests, designs, rows }.

Examples:
  uplift prove
  uplift prove --setting drift --worlds 2000
  uplift prove --worlds 2000 --json > proof.json
  uplift prove --demo --seeds 100
  uplift prove --history before-ai.ndjson --draws 2000`;

function linesOf(named: readonly { readonly name: string; readonly words: string }[]): string {
  const width = Math.max(...named.map(({ name }) => name.length));
  return named.map(({ name, words }) => `  ${name.padEnd(width)}  ${words}`).join('\n');
}

async function proveOnWorlds(flags: ProveFlags, terminal: Terminal): Promise<void> {
  const { json, seed, setting, worlds } = flags;
  const settings = proofSettings.filter(({ name }) => setting === undefined || name === setting);
  const options = { seed, worlds, settings: settings.map(({ name }) => name) };
  const rows = await inThreads<
    WorldsTask,
    readonly WorldRecord[],
    Awaited<ReturnType<typeof runStudy>>
  >(
    { module: 'worlds-task', name: 'runWorlds' },
    (dependencies) => runStudy(options, dependencies),
    terminal,
  );
  if (rows === null) return;
  if (json === true) {
    terminal.out(JSON.stringify({ worlds, seed, settings, rows }));
    return;
  }
  terminal.out(
    `${worlds} worlds of each setting, seed ${seed}; 95 % Monte Carlo intervals in brackets`,
  );
  printTables(studyTables(rows), terminal);
}

async function proveOnDemo(flags: ProveFlags, terminal: Terminal): Promise<void> {
  const { json, seed, seeds } = flags;
  const endsAt = flags.until ?? bucketOf('week', new Date()).from;
  const study = await inThreads<SeedTask, SeedRecord, Awaited<ReturnType<typeof runSeeds>>>(
    { module: 'seed-task', name: 'playSeed' },
    (dependencies) => runSeeds({ ...demoOrganization, endsAt, seed, seeds }, dependencies),
    terminal,
  );
  if (study === null) return;
  if (json === true) terminal.out(JSON.stringify({ seeds, seed, ...study }));
  else for (const line of seedLines(study)) terminal.out(line);
}

async function proveOnHistory(
  files: readonly string[],
  { draws, json, seed }: ProveFlags,
  terminal: Terminal,
): Promise<void> {
  const { population, organizations, skippedLines } = await readPopulation(files);
  const rows = await inThreads<
    DrawsTask,
    readonly WorldRecord[],
    Awaited<ReturnType<typeof runHistoryStudy>>
  >(
    { module: 'draws-task', name: 'runDraws' },
    (dependencies) => runHistoryStudy({ population, draws, seed }, dependencies),
    terminal,
  );
  if (rows === null) return;
  const developers = population.developers.length;
  const pullRequests = population.pullRequests.length;
  if (json === true) {
    const size = { organizations, developers, pullRequests, skippedLines };
    terminal.out(JSON.stringify({ draws, seed, ...size, designs: pretendedDesigns, rows }));
    return;
  }
  terminal.out(
    `${draws} draws, seed ${seed}, over ${developers} developers and ${pullRequests} pull requests of ` +
      `${organizations.join(', ')}; 95 % Monte Carlo intervals in brackets. Uplift gives its light answer, of ` +
      'which the whole one can only lower the claims.',
  );
  if (skippedLines > 0) terminal.note(`${skippedLines} lines could not be read.`);
  printTables(drawTables(rows), terminal);
}

function printTables(tables: readonly Table[], terminal: Terminal): void {
  for (const table of tables) {
    const [title = '', ...lines] = tableLines(table);
    terminal.out(['', terminal.colours.bold(title), ...lines].join('\n'));
  }
}
