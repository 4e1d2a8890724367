import { createLogger, createShutdown } from '@uplift/runtime';
import { Option, type Command } from 'commander';

import { openStore } from '../composition/open-store.ts';
import { startService } from '../composition/service.ts';
import { createSignInLink } from '../composition/sign-in-link.ts';
import { webhookSecretOf, type WebhookSecret } from '../composition/webhook-secret.ts';
import { startControlServer } from '../control/server.ts';
import { wholeNumber } from '../demo/options.ts';
import type { CommandContext } from './command-context.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

type ServeOptions = { readonly only?: 'api' | 'worker'; readonly port?: number };

/** `uplift serve`: the service, until it is told to stop. */
export function addServe(program: Command, { settings, terminal }: CommandContext): void {
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
      await serve({ settings: settings(overrides), terminal, only: options.only ?? null });
    });
}

async function serve(options: {
  readonly settings: Settings;
  readonly terminal: Terminal;
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
  const parts = { api: only !== 'worker', worker: only !== 'api' };
  const service = await startService({
    settings,
    store,
    logger,
    parts,
    webhookSecret: secret.value,
  });
  shutdown.onShutdown('service', () => service.close());

  if (settings.store.mode === 'embedded') {
    const { dataDirectory } = settings.store;
    const control = await startControlServer({ store, dataDirectory });
    shutdown.onShutdown('control', () => control.close());
  }
  if (service.url === null) {
    logger.info('working');
    return;
  }
  // A shared service's output ends up in logs, where a way in must not be.
  const signInLink = embedded ? await createSignInLink(store.db, service.url) : null;
  announce({ terminal, url: service.url, secret, signInLink });
}

function announce(options: {
  readonly terminal: Terminal;
  readonly url: string;
  readonly secret: WebhookSecret;
  readonly signInLink: string | null;
}): void {
  const { terminal, url, secret, signInLink } = options;
  const { bold, dim } = terminal.colours;
  terminal.out(`${bold('Uplift')} is ready at ${url}`);
  terminal.out(
    signInLink === null
      ? `  Sign in:   with a token of ${bold('uplift token create --role admin')}`
      : `  Sign in:   ${signInLink}  ${dim('(once, within a day)')}`,
  );
  terminal.out(`  API:       ${url}/docs`);
  terminal.out(`  Webhooks:  ${url}/webhooks/github`);
  if (secret.source === 'file') terminal.out(`  Secret:    in ${secret.path}`);
  if (secret.source === 'none') {
    terminal.note('uplift: no webhooks are taken until GITHUB_WEBHOOK_SECRET is set');
  }
}
