import { isGitHubError, readApp, type GitHubHost } from '@uplift/github/client';
import { VaultError } from '@uplift/runtime';

import { fault, fine, remark, type Finding } from './finding.ts';
import type { AppInUse, GitHubAccess } from './github-access.ts';

/** What GitHub says of the App. */
export type AppAtGitHub = Awaited<ReturnType<typeof readApp>>;

/** The App as it is here and there; null on either side if it is not to be had. */
export type ExaminedApp = {
  readonly app: AppInUse | null;
  readonly atGitHub: AppAtGitHub | null;
  readonly findings: readonly Finding[];
};

/** What the examination of the App asks. */
export type ExamineAppDeps = {
  readonly github: GitHubAccess;
  readonly now: () => Date;
  readonly fetch?: typeof fetch;
};

const APP = 'github-app';
const CLOCK = 'github-clock';
/** An App's token is dated a minute back, so a clock that is further ahead makes it invalid. */
const CLOCK_FAILS_SECONDS = 55;
const CLOCK_WARNS_SECONDS = 10;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Whether there is an App, GitHub answers, the clocks agree, and the App is who it says it is. Where
 * there is none, GitHub is not asked: nobody wants anything of it yet.
 */
export async function examineApp(deps: ExamineAppDeps): Promise<ExaminedApp> {
  const own = await ownApp(deps.github);
  if (own.app === null) return { app: null, atGitHub: null, findings: [own.finding] };

  const { app } = own;
  const { skewSeconds, finding: clock } = await examineClock(deps);
  if (skewSeconds === null) return { app: null, atGitHub: null, findings: [clock] };
  try {
    const atGitHub = await readApp({}, { github: app.client.asApp });
    const finding = fine(APP, `${atGitHub.name} (${atGitHub.slug}) speaks for itself`);
    return { app, atGitHub, findings: [clock, finding] };
  } catch (error) {
    const finding = refusedApp(error, { app, skewSeconds });
    return { app, atGitHub: null, findings: [clock, finding] };
  }
}

async function ownApp(
  github: GitHubAccess,
): Promise<{ readonly app: AppInUse } | { readonly app: null; readonly finding: Finding }> {
  try {
    const app = await github.app({ fresh: true });
    if (app !== null) return { app };
    const finding = github.canKeep
      ? remark(APP, 'there is none yet', 'make one on the set-up page, /setup')
      : remark(
          APP,
          'there is none, and none can be kept without UPLIFT_SECRET',
          'set UPLIFT_SECRET to the output of: openssl rand -hex 32, then make the App on /setup',
        );
    return { app: null, finding };
  } catch (error) {
    return { app: null, finding: unreadable(error) };
  }
}

function unreadable(error: unknown): Finding {
  if (error instanceof VaultError) {
    const words = `its credentials cannot be read: ${error.message}`;
    return fault(APP, words, 'set UPLIFT_SECRET to what it was, or make the App anew on /setup');
  }
  if (error instanceof TypeError) {
    return fault(
      APP,
      'the private key is no RSA key in PEM format',
      'set GITHUB_APP_PRIVATE_KEY, or the file that GITHUB_APP_PRIVATE_KEY_FILE names, to a key made in the settings of the App',
    );
  }
  throw error;
}

type Refused = { readonly app: AppInUse; readonly skewSeconds: number };

function refusedApp(error: unknown, { app, skewSeconds }: Refused): Finding {
  if (!isGitHubError(error)) throw error;
  if (error.kind !== 'unauthorized' && error.kind !== 'not_found') {
    return fault(APP, error.message, 'try again later; nothing that was recorded is lost');
  }
  if (Math.abs(skewSeconds) > CLOCK_FAILS_SECONDS) {
    return fault(APP, 'GitHub refuses its token, which the wrong clock dates', 'mend the clock');
  }
  return app.source === 'environment'
    ? fault(
        APP,
        `GitHub refuses App ${app.id} with this private key`,
        'make a new private key in the settings of the App, and see that GITHUB_APP_ID is of the same App',
      )
    : fault(
        APP,
        `GitHub refuses App ${app.id}: it was deleted, or its private key was`,
        'forget it on /setup and make another',
      );
}

type ExaminedClock = { readonly finding: Finding; readonly skewSeconds: number | null };

/** GitHub dates every answer, to the second. */
async function examineClock({ github, now, ...deps }: ExamineAppDeps): Promise<ExaminedClock> {
  const date = await dateOf(github.host, deps.fetch ?? fetch);
  if (date === null) {
    return {
      finding: fault(
        CLOCK,
        `GitHub does not answer at ${github.host.apiUrl}`,
        'see that this machine may reach it, and that GITHUB_URL and GITHUB_API_URL are right',
      ),
      skewSeconds: null,
    };
  }
  const skewSeconds = (now().getTime() - date.getTime()) / 1000;
  const words = `this machine and GitHub differ by ${Math.abs(skewSeconds).toFixed(0)} s`;
  const advice = 'let this machine follow a time server (NTP): tokens of Apps are dated';
  if (Math.abs(skewSeconds) > CLOCK_FAILS_SECONDS) {
    return { finding: fault(CLOCK, words, advice), skewSeconds };
  }
  const isOff = Math.abs(skewSeconds) > CLOCK_WARNS_SECONDS;
  return { finding: isOff ? remark(CLOCK, words, advice) : fine(CLOCK, words), skewSeconds };
}

async function dateOf({ apiUrl }: GitHubHost, ask: typeof fetch): Promise<Date | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await ask(`${apiUrl}/meta`, { signal, redirect: 'manual' });
    await answer.body?.cancel();
    const date = new Date(answer.headers.get('date') ?? '');
    return Number.isNaN(date.getTime()) ? null : date;
  } catch {
    return null;
  }
}
