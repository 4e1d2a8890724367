import type { Command } from 'commander';

import { examine } from '../doctor/examine.ts';
import type { Check } from '../operations/check.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './command-context.ts';

/** `uplift doctor`: what is wrong, and how to mend it. */
export function addDoctor(program: Command, { settings, terminal }: CommandContext): void {
  program
    .command('doctor')
    .description(
      'check settings, database, queue, disk, clock, inbox, GitHub App, webhook and Copilot policy; say how to mend each',
    )
    .option('--json', 'print the checks as JSON')
    .addHelpText(
      'after',
      '\nEnds with 1 if a check failed. While GitHub is not connected it prints a one-time set-up\nlink, unless as JSON.\n\nExample:\n  uplift doctor',
    )
    .action(async (options: { readonly json?: boolean }) => {
      const { checks, setupLink } = await examine(settings(), { terminal });
      if (options.json === true) terminal.out(JSON.stringify({ checks }));
      else for (const check of checks) printCheck(check, terminal);
      if (options.json !== true && setupLink !== null) {
        terminal.out(`\nConnect GitHub (once, within a day): ${setupLink}`);
      }
      if (checks.some(({ status }) => status === 'failed')) process.exitCode = 1;
    });
}

function printCheck({ id, status, words, advice }: Check, { out, colours }: Terminal): void {
  const marks = {
    ok: colours.green('ok     '),
    warning: colours.yellow('warning'),
    failed: colours.red('failed '),
  };
  out(`${marks[status]} ${colours.bold(id)}: ${words}`);
  if (advice !== null) out(`        ${advice}`);
}
