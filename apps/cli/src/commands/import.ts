import { resolve } from 'node:path';

import type { Command } from 'commander';

import type { ImportReport } from '../operations/import-files.ts';
import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `uplift import`: history files into facts and measures. */
export function addImport(program: Command, { settings, terminal }: CommandContext): void {
  program
    .command('import')
    .description('import history files (NDJSON, plain or gzip); twice changes nothing')
    .argument('<file...>', 'history files, in any order')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nAn interrupted import goes on where it stopped when the command is given again.\n' +
        '\nExamples:\n  uplift import acme.ndjson\n  uplift import 2024.ndjson.gz 2025.ndjson.gz',
    )
    .action(async (files: readonly string[], options: { readonly json?: boolean }) => {
      const input = { paths: files.map((file) => resolve(file)) };
      const store = settings().store;
      const report = await perform({ name: 'import', input }, { store, terminal });
      if (options.json === true) terminal.out(JSON.stringify(report));
      else printReport(report, terminal);
    });
}

function printReport({ files, seconds }: ImportReport, terminal: Terminal): void {
  const { bold, yellow } = terminal.colours;
  for (const { path, linesRead, linesStored, skipped, resumedAfterLine } of files) {
    terminal.out(bold(path));
    if (resumedAfterLine > 0) terminal.out(`  went on after line ${number(resumedAfterLine)}`);
    terminal.out(
      `  ${number(linesRead)} lines read, ${number(linesStored)} taken, ${number(linesRead - linesStored)} skipped`,
    );
    for (const { reason, count, examples } of skipped) {
      terminal.out(`  ${yellow(`skipped ${number(count)}: ${reason}`)}`);
      for (const { line, detail } of examples) terminal.out(`    line ${line}: ${detail}`);
    }
  }
  terminal.out(`Facts and measures are up to date (${seconds.toFixed(1)} s).`);
}

function number(value: number): string {
  return value.toLocaleString('en');
}
