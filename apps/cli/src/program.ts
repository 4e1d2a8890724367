import type { Environment } from '@uplift/runtime';
import { Command } from 'commander';

import type { CommandContext } from './commands/command-context.ts';
import { addBackfill } from './commands/backfill.ts';
import { addCompare } from './commands/compare.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEstimate } from './commands/estimate.ts';
import { addImport } from './commands/import.ts';
import { addMigrate } from './commands/migrate.ts';
import { addProve } from './commands/prove.ts';
import { addServe } from './commands/serve.ts';
import { addToken } from './commands/token.ts';
import { settingsOf } from './settings.ts';
import type { OpenPage } from './terminal/desktop.ts';
import type { Terminal } from './terminal/terminal.ts';
import { VERSION } from './version.ts';

const WRONG_USAGE = 2;

/** The command line `uplift`, ready to parse. */
export function createProgram(options: {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly openPage?: OpenPage | null | undefined;
}): Command {
  const { environment, terminal, openPage = null } = options;
  const context: CommandContext = {
    terminal,
    openPage,
    settings: (overrides = {}) => settingsOf({ ...environment, ...overrides }),
  };

  const program = new Command('uplift')
    .description('Did AI coding tools change how we ship, by how much, and how sure are we?')
    .version(VERSION)
    .option('--debug', 'show the stack of an error')
    .showHelpAfterError('(add --help for the options)')
    .exitOverride((error) => {
      // Help and version end with 0; everything else the parser refuses is wrong usage.
      process.exit(error.exitCode === 0 ? 0 : WRONG_USAGE);
    })
    .addHelpText('after', FURTHER_HELP);

  for (const add of [
    addServe,
    addDemo,
    addImport,
    addBackfill,
    addCompare,
    addEstimate,
    addProve,
    addToken,
    addMigrate,
    addDoctor,
  ]) {
    add(program, context);
  }
  return program;
}

const FURTHER_HELP = `
Examples:
  uplift demo
  uplift serve
  uplift import acme.ndjson.gz
  uplift backfill acme/api
  uplift compare --measure cycle_time --org acme

Settings (environment):
  DATABASE_URL                 PostgreSQL 15 or later; without it an embedded database is used
  REDIS_URL                    Redis or Valkey for the queue; without it the queue is in-process
  UPLIFT_DATA_DIR              directory of the embedded database (.uplift)
  HOST, PORT                   where to listen (127.0.0.1, 4000)
  UPLIFT_BASE_URL              the address people use, for the links that are printed
  UPLIFT_SECRET                32 or more random bytes that encrypt kept credentials; the embedded
                               mode makes them in its directory
  GITHUB_URL                   which GitHub (https://github.com); GITHUB_API_URL, GITHUB_GRAPHQL_URL
                               and GITHUB_DOWNLOAD_HOSTS follow from it unless set
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY or GITHUB_APP_PRIVATE_KEY_FILE
                               an App of your own, instead of one made on /setup
  GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET
                               of that App, so that people can sign in by GitHub
  GITHUB_TOKEN                 reads history without an App
  GITHUB_WEBHOOK_SECRET        signs webhooks; the App made on /setup has its own, and the embedded
                               mode makes one in its directory
  UPLIFT_BACKFILL_DAYS         how far back history is fetched from GitHub (731)
  UPLIFT_ON_UNINSTALL          keep or purge the data of an organisation that removes the App (keep)
  UPLIFT_INBOX_RETENTION_DAYS  how long raw deliveries are kept (for ever)
  LOG_LEVEL                    fatal, error, warn, info, debug, trace, silent (info)
`;
