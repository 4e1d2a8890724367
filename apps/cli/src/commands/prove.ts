import { proofSettings, type ProofRow } from '@uplift/causal';
import { Option, type Command } from 'commander';

import { wholeNumber } from '../demo/options.ts';
import { tableLines } from '../estimate/tables.ts';
import { runStudy } from '../prove/run-study.ts';
import { studyTables } from '../prove/study-tables.ts';
import { startThreads } from '../prove/thread-pool.ts';
import { progressBar } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './command-context.ts';

type ProveFlags = {
  readonly worlds: number;
  readonly setting?: string;
  readonly seed: number;
  readonly json?: boolean;
};

/** The customary exit code of a program that was interrupted. */
const INTERRUPTED = 130;

/** `uplift prove`: how often each method is wrong, on simulated worlds of known truth. */
export function addProve(program: Command, { terminal }: CommandContext): void {
  const names = proofSettings.map(({ name }) => name);
  program
    .command('prove')
    .description('measure false alarms and coverage on simulated worlds whose truth is known')
    .option('--worlds <n>', 'worlds of each setting', wholeNumber(1, 100_000), 200)
    .addOption(new Option('--setting <name>', 'this setting alone').choices(names))
    .option('--seed <n>', 'seed of the simulation', wholeNumber(0, 2_147_483_647), 1)
    .option('--json', 'print { worlds, seed, settings, rows } alone on standard output')
    .addHelpText('after', `\nSettings:\n${settingLines()}\n\n${EXAMPLES}`)
    .action(async (flags: ProveFlags) => {
      const settings = flags.setting === undefined ? names : [flags.setting];
      const rows = await studyOrNothing({ ...flags, settings }, terminal);
      if (rows === null) {
        terminal.note('Stopped before the end: there is nothing to show.');
        process.exitCode = INTERRUPTED;
        return;
      }
      print(rows, flags, terminal);
    });
}

const EXAMPLES = `Examples:
  uplift prove
  uplift prove --setting drift --worlds 2000
  uplift prove --worlds 2000 --json > proof.json`;

function settingLines(): string {
  const width = Math.max(...proofSettings.map(({ name }) => name.length));
  return proofSettings.map(({ name, words }) => `  ${name.padEnd(width)}  ${words}`).join('\n');
}

/** Runs the study; null if somebody interrupted it. */
async function studyOrNothing(
  options: ProveFlags & { readonly settings: readonly string[] },
  terminal: Terminal,
): Promise<readonly ProofRow[] | null> {
  const cancel = new AbortController();
  const onInterrupt = () => cancel.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  const threads = startThreads(cancel.signal);
  const bar = progressBar(terminal);
  try {
    return await runStudy(options, { run: threads.run, onProgress: bar.update });
  } catch (error) {
    if (cancel.signal.aborted) return null;
    throw error;
  } finally {
    bar.stop();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    await threads.close();
  }
}

function print(rows: readonly ProofRow[], flags: ProveFlags, terminal: Terminal): void {
  const { worlds, seed } = flags;
  if (flags.json === true) {
    const asked = new Set(rows.map(({ setting }) => setting));
    const settings = proofSettings.filter(({ name }) => asked.has(name));
    terminal.out(JSON.stringify({ worlds, seed, settings, rows }));
    return;
  }
  terminal.out(
    `${worlds} worlds of each setting, seed ${seed}; 95 % Monte Carlo intervals in brackets`,
  );
  for (const table of studyTables(rows)) {
    const [title = '', ...lines] = tableLines(table);
    terminal.out(['', terminal.colours.bold(title), ...lines].join('\n'));
  }
}
