import { roles, type Role } from '@uplift/db';
import { InvalidArgumentError, Option, type Command } from 'commander';

import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';

type CreateOptions = {
  readonly role: Role;
  readonly org?: string;
  readonly name: string;
  readonly expires?: number;
};

/** `uplift token create`: a key for scripts. */
export function addToken(program: Command, { settings, terminal }: CommandContext): void {
  const token = program
    .command('token')
    .description('API tokens')
    .addHelpText('after', '\nExample:\n  uplift token create --role admin');
  token
    .command('create')
    .description('make an API token and print it, alone on the last line')
    .addOption(
      new Option('--role <role>', 'what it may do').choices([...roles]).makeOptionMandatory(),
    )
    .option('--org <login>', 'the organisation it is good for (every one, unless told)')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--expires <days>', 'days until it ends (never, unless told)', wholeDays)
    .addHelpText(
      'after',
      '\nExamples:\n  uplift token create --role admin\n  TOKEN=$(uplift token create --role manager --org acme | tail -n 1)',
    )
    .action(async ({ role, org, name, expires }: CreateOptions) => {
      const input = { role, organization: org ?? null, name, expiresInDays: expires ?? null };
      const store = settings().store;
      const answer = await perform({ name: 'create-token', input }, { store, terminal });
      terminal.note('Keep it: it is shown this once.');
      terminal.out(answer.token);
    });
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0) return days;
  throw new InvalidArgumentError('expected a whole number of days above 0');
}
