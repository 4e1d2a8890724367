import type { Command } from 'commander';

import { openStore } from '../composition/open-store.ts';
import type { CommandContext } from './command-context.ts';

/** `uplift migrate`: brings the database up to date and ends. */
export function addMigrate(program: Command, { settings, terminal }: CommandContext): void {
  program
    .command('migrate')
    .description('bring the database up to date (every start does it too)')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… uplift migrate')
    .action(async () => {
      const store = await openStore(settings().store);
      await store.close();
      terminal.out('The database is up to date.');
    });
}
