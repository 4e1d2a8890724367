import { InvalidArgumentError, type Command } from 'commander';

import { gitHubConnection, openGitHubAccess } from '../composition/github.ts';
import { calendarDay } from '../demo/options.ts';
import type { BackfillReport } from '../operations/backfill.ts';
import { perform } from '../operations/perform.ts';
import { wordsOfFetched } from '../terminal/fetched-words.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './command-context.ts';

const MS_PER_DAY = 86_400_000;
const TWO_YEARS_OF_DAYS = 731;

type BackfillOptions = { readonly since?: Date; readonly json?: boolean };

/** `uplift backfill`: history from GitHub into facts and measures. */
export function addBackfill(program: Command, { settings, terminal }: CommandContext): void {
  program
    .command('backfill')
    .description('fetch the history of repositories from GitHub, newest pull requests first')
    .argument('<repository...>', 'OWNER/REPO', collectNames)
    .option('--since <day>', 'leave out what was opened before (two years ago)', calendarDay)
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nAsks by GITHUB_TOKEN, or by the App where it is installed. Interrupted, it goes on where it\nstopped when the command is given again. It leaves a fifth of the rate limit to others, and waits\nfor the next hour where it has to. Of what is here already it reads only what was\nupdated since, and what an earlier --since left out.\n' +
        '\nExamples:\n  GITHUB_TOKEN=… uplift backfill acme/api\n  uplift backfill acme/api acme/web --since 2024-01-01',
    )
    .action(async (repositories: readonly string[], options: BackfillOptions) => {
      const read = settings();
      const days = read.backfillDays ?? TWO_YEARS_OF_DAYS;
      const since = options.since ?? new Date(Date.now() - days * MS_PER_DAY);
      const { host } = gitHubConnection(read);
      const input = {
        repositories: [...repositories],
        since: since.toISOString(),
        token: read.github.token,
        host: { ...host, downloadHosts: [...host.downloadHosts] },
      };
      const report = await perform(
        { name: 'backfill', input },
        { store: read.store, terminal, openGitHub: (db) => openGitHubAccess(read, db) },
      );
      if (options.json === true) terminal.out(JSON.stringify(report));
      else printReport(report, terminal);
      if (report.repositories.some(({ state }) => state !== 'done')) process.exitCode = 1;
    });
}

/** @throws {InvalidArgumentError} unless it is an owner and a repository */
function collectNames(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^[\w.-]+\/[\w.-]+$/.test(text)) throw new InvalidArgumentError('must be OWNER/REPO');
  return [...before, text];
}

function printReport({ repositories, seconds }: BackfillReport, terminal: Terminal): void {
  const { bold, yellow } = terminal.colours;
  for (const one of repositories) {
    const { repository, state, points, failure } = one;
    const price = `${points.toLocaleString('en')} points of the rate limit`;
    terminal.out(`${bold(repository)}: ${wordsOfFetched(one)}, ${price}`);
    if (state !== 'done') terminal.out(`  ${yellow(`not fetched: ${failure ?? state}`)}`);
    else if (failure !== null) terminal.out(`  ${yellow(failure)}`);
  }
  terminal.out(`Facts and measures are up to date (${seconds.toFixed(1)} s).`);
}
