import { createLogger, createShutdown } from '@uplift/runtime';
import { Option, type Command } from 'commander';

import { openGitHubAccess } from '../composition/github.ts';
import { openStore } from '../composition/open-store.ts';
import { startService } from '../composition/service.ts';
import { webhookSecretOf } from '../composition/webhook-secret.ts';
import { startControlServer } from '../control/server.ts';
import { wholeNumber } from '../demo/options.ts';
import { announce } from './announce.ts';
import type { CommandContext } from './command-context.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

type ServeOptions = { readonly only?: 'api' | 'worker'; readonly port?: number };

/** `uplift serve`: the service, until it is told to stop. */
export function addServe(program: Command, { settings, terminal, openPage }: CommandContext): void {
  program
    .command('serve')
    .description('run the service: api and worker in one process, unless told otherwise')
    .addOption(new Option('--only <part>', 'run one part alone').choices(['api', 'worker']))
    .option('--port <port>', 'listen on this port (PORT, else 4000)', wholeNumber(0, 65_535))
    .addHelpText(
      'after',
      '\nExamples:\n  uplift serve\n  DATABASE_URL=… REDIS_URL=… uplift serve --only worker',
    )
    .action(async (options: ServeOptions) => {
      const overrides = options.port === undefined ? {} : { PORT: String(options.port) };
      const only = options.only ?? null;
      await serve({ settings: settings(overrides), terminal, openPage, only });
    });
}

async function serve(options: {
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly openPage: CommandContext['openPage'];
  readonly only: 'api' | 'worker' | null;
}): Promise<void> {
  const { settings, terminal, only } = options;
  const embedded = settings.store.mode === 'embedded';
  if (only !== null && embedded) {
    throw new CommandError(
      `--only ${only} needs DATABASE_URL and REDIS_URL: an embedded database belongs to one process`,
    );
  }
  const logger = createLogger({ name: 'uplift', level: settings.logLevel });
  const shutdown = createShutdown({ onEvent: (event) => logger.info({ event }, 'shutting down') });

  const store = await openStore(settings.store);
  shutdown.onShutdown('store', () => store.close());
  const secret = webhookSecretOf(settings);
  const github = openGitHubAccess(settings, store.db);
  const parts = { api: only !== 'worker', worker: only !== 'api' };
  const held = { settings, store, logger, github };
  const service = await startService({ ...held, parts, webhookSecret: secret.value });
  shutdown.onShutdown('service', () => service.close());

  if (settings.store.mode === 'embedded') {
    const { dataDirectory } = settings.store;
    const control = await startControlServer({ store, dataDirectory, github });
    shutdown.onShutdown('control', () => control.close());
  }
  if (service.url === null) {
    logger.info('working');
    return;
  }
  const { openPage } = options;
  await announce(
    { url: service.url, secret, embedded, db: store.db, github },
    { terminal, openPage },
  );
}
