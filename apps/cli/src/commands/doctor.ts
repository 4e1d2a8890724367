import type { Command } from 'commander';

import { checkRedis } from '../composition/check-redis.ts';
import type { Check } from '../operations/diagnose.ts';
import { perform } from '../operations/perform.ts';
import type { CommandContext } from './command-context.ts';
import type { Settings } from '../settings.ts';
import { describeFailure } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `uplift doctor`: what is wrong, and how to mend it. */
export function addDoctor(program: Command, { settings, terminal }: CommandContext): void {
  program
    .command('doctor')
    .description('check settings, database, queue, clock and inbox; say how to mend each')
    .option('--json', 'print the checks as JSON')
    .addHelpText('after', '\nEnds with 1 if a check failed.\n\nExample:\n  uplift doctor')
    .action(async (options: { readonly json?: boolean }) => {
      const checks = await examine(settings(), terminal);
      if (options.json === true) terminal.out(JSON.stringify({ checks }));
      else for (const check of checks) printCheck(check, terminal);
      if (checks.some(({ status }) => status === 'failed')) process.exitCode = 1;
    });
}

async function examine(settings: Settings, terminal: Terminal): Promise<Check[]> {
  return [
    {
      id: 'settings',
      status: 'ok',
      words:
        settings.store.mode === 'embedded'
          ? `embedded database in ${settings.store.dataDirectory}`
          : 'distributed: DATABASE_URL is set',
      advice: null,
    },
    webhookCheck(settings),
    ...(await storeChecks(settings, terminal)),
    await checkRedis(settings.redisUrl),
  ];
}

function webhookCheck({ webhookSecret, store }: Settings): Check {
  const id = 'webhooks';
  if (webhookSecret !== null) {
    return { id, status: 'ok', words: 'GITHUB_WEBHOOK_SECRET is set', advice: null };
  }
  if (store.mode === 'embedded') {
    const words = `signed with the secret in ${store.dataDirectory}/webhook-secret`;
    return { id, status: 'ok', words, advice: null };
  }
  const advice = 'set GITHUB_WEBHOOK_SECRET to the secret of the webhook at GitHub';
  return { id, status: 'warning', words: 'no webhooks are taken', advice };
}

async function storeChecks(settings: Settings, terminal: Terminal): Promise<Check[]> {
  try {
    const { store } = settings;
    const diagnosis = await perform({ name: 'diagnose', input: {} }, { store, terminal });
    return diagnosis.checks;
  } catch (error) {
    const words = describeFailure(error, false).replace(/^uplift: /, '');
    const advice = 'mend this first: everything else needs the database';
    return [{ id: 'database', status: 'failed', words, advice }];
  }
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
