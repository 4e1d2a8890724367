import type { Day } from '@uplift/metrics';
import { z } from 'zod';

import { downloadFailed } from '../connection/download.ts';
import type { GitHubClient, Reading } from '../connection/github-client.ts';
import { GitHubError, isGitHubError } from '../connection/github-error.ts';
import { readAnswer } from '../connection/rest.ts';
import { isAllowedDownload } from './allowed-hosts.ts';
import { type ReportKind, type ReportRow, readRow } from './report-row.ts';
import { splitRows } from './split-rows.ts';
import { unpacked } from './unpacked.ts';

/** What became of asking for a report. Failures that may pass are thrown. */
export type ReportOutcome =
  | {
      readonly outcome: 'fetched';
      /**
       * All rows of all files, read once and as they come in: whoever takes them slowly holds
       * little in memory. @throws {GitHubError} if a file is not to be had or breaks off
       */
      readonly rows: AsyncIterable<ReportRow>;
    }
  /** There is no report of that day, or not yet. */
  | { readonly outcome: 'absent' }
  /** GitHub will not give it: no permission, no plan, or the policy is off. */
  | { readonly outcome: 'refused'; readonly reason: string };

/** Which report of which day. */
export type ReportWishes = {
  /** Whom the rows are about. */
  readonly organization: string;
  /** The enterprise that is asked in its place: its rows are about all its organisations. */
  readonly enterprise?: string;
  readonly kind: ReportKind;
  readonly day: Day;
};

const names = {
  users: 'users-1-day',
  organization: 'organization-1-day',
  user_teams: 'user-teams-1-day',
} as const;

const linksShape = z.object({ download_links: z.array(z.string().max(20_000)).max(10_000) });

/** Far more than a row of GitHub's has, which are below a hundred thousand. */
const longestRow = 1_000_000;

/**
 * A Copilot usage report of one day. GitHub answers with signed links to files, which are fetched at
 * once, from the hosts that are allowed only, and without credentials.
 *
 * @throws {GitHubError} where trying again later may help, and if a link leads elsewhere
 */
export async function readReport(wishes: ReportWishes, reading: Reading): Promise<ReportOutcome> {
  const { route, parameters } = addressOf(wishes);
  try {
    const answer = await reading.github.rest({ route, parameters }, reading.signal);
    if (answer.status === 204) return { outcome: 'absent' };
    const { download_links: links } = readAnswer({ ...answer, operation: route }, linksShape);
    const urls = links.map((link) => allowedUrl(link, route, reading.github));
    return { outcome: 'fetched', rows: rowsOf(urls, wishes, reading) };
  } catch (error) {
    const reason = isGitHubError(error) ? refusalIn(error) : null;
    if (reason === null) throw error;
    return { outcome: 'refused', reason };
  }
}

function addressOf({ organization, enterprise, kind, day }: ReportWishes) {
  if (enterprise === undefined) {
    const route = `GET /orgs/{org}/copilot/metrics/reports/${names[kind]}`;
    return { route, parameters: { org: organization, day } };
  }
  const name = kind === 'organization' ? 'enterprise-1-day' : names[kind];
  const route = `GET /enterprises/{enterprise}/copilot/metrics/reports/${name}`;
  return { route, parameters: { enterprise, day } };
}

/** Why GitHub will not give the report, however often it is asked; null for what may pass. */
function refusalIn({ failure }: GitHubError): string | null {
  if (failure.kind === 'forbidden') return failure.reason;
  if (failure.kind !== 'not_found') return null;
  return 'GitHub has no Copilot reports here, or does not show them to us';
}

function allowedUrl(link: string, operation: string, { host }: GitHubClient): URL {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url !== null && isAllowedDownload(url, host)) return url;
  const place = url === null ? 'nowhere' : url.host;
  const reason = `a link of the report leads to ${place}, which is no allowed host`;
  throw new GitHubError({ kind: 'refused', reason }, { operation, status: 200 });
}

async function* rowsOf(
  urls: readonly URL[],
  wishes: ReportWishes,
  { github, signal }: Reading,
): AsyncGenerator<ReportRow> {
  for (const url of urls) {
    const file = await github.download(url, signal);
    try {
      if (file.status !== 200) throw downloadFailed(url.host, file.status);
      yield* rowsIn(file.chunks, url.host, wishes);
    } finally {
      file.close();
    }
  }
}

async function* rowsIn(
  chunks: AsyncIterable<Uint8Array>,
  host: string,
  wishes: ReportWishes,
): AsyncGenerator<ReportRow> {
  const broken = (problem: string) => {
    const operation = `download from ${host}`;
    return new GitHubError({ kind: 'malformed', problems: [problem] }, { operation, status: 200 });
  };
  try {
    for await (const part of splitRows(unpacked(chunks), longestRow)) {
      const row = readRow(part, wishes);
      const isCutOff = !row.ok && part.kind === 'row' && part.isLast && !row.isJson;
      if (isCutOff) throw broken('file (ends in the middle of a row)');
      yield row;
    }
  } catch (error) {
    // What gunzip says of a damaged file; all else is known already.
    const isDamage = error instanceof Error && 'code' in error && 'errno' in error;
    throw isDamage ? broken('file (is not compressed as it should be)') : error;
  }
}
