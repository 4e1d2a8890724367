// Fetching history from GitHub: calls, points and time for a pull request, beside asking for each on its own.
import { simulateOrganization } from '@uplift/causal';
import { gitHubHost } from '@uplift/github/client';
import { startSimulatedGitHub } from '@uplift/simulated-github/server';
import { backfillNamed, openGitHubConnection } from '@uplift/worker';

import { begin, count, end, line, number, ratio, timed } from './lib/report.mjs';
import { dialectNames, openStore, withCleanup } from './lib/stores.mjs';

const NAIVE = 300;
const STORY_END = new Date('2026-06-01T00:00:00Z');
/** Of calls and of points, for a pull request. */
const MOST = 0.15;
// oxlint-disable-next-line node/no-process-env -- ten times as much takes half an hour
const DEVELOPERS = process.env.UPLIFT_BENCH_WHOLE === '1' ? 300 : 30;

const bench = begin(
  'backfill',
  'what a pull request of history costs of GitHub, and how long it takes',
);

await withCleanup(async (cleanup) => {
  const about = { weeks: 165, effectPercent: 10, seed: 1, endsAt: STORY_END };
  const settings = { developers: DEVELOPERS, ...about };
  const { story } = simulateOrganization(settings);
  const github = await startSimulatedGitHub({
    organizations: [story],
    clock: () => new Date(),
    seed: 'bench',
    limits: { graphqlPerHour: 1_000_000, restPerHour: 1_000_000, restPointsPerMinute: Infinity },
  });
  cleanup(() => github.close());
  const { token } = github.tokens.issuePersonal(story.people[0]);
  const { length } = story.pullRequests;
  line(`${count(length)} pull requests in ${story.repositories.length} repositories`);

  const rows = [['', 'calls each', 'points each', 's per 1,000', 'calls beside']];
  const { result, seconds } = await timed(() =>
    askEach(github, token, story.pullRequests.slice(-NAIVE)),
  );
  const naive = { ...result, seconds, pulls: NAIVE };
  rows.push(rowOf('four calls for each, nothing stored', naive, naive));
  for (const dialect of ['pglite', 'postgres']) {
    const figures = await fetchInto(dialect, github, { token, story });
    rows.push(rowOf(`into ${dialectNames[dialect]}`, figures, naive));
  }
  end(bench, rows);
});

function fetchInto(dialect, github, { token, story }) {
  return withCleanup(async (cleanup) => {
    const { db } = await openStore(dialect, cleanup);
    github.stats.reset();
    const { result: pulls, seconds } = await timed(() => fetchAll(db, github, { token, story }));
    const [calls, points] = [github.stats.requests(), github.stats.points()];
    if (pulls !== story.pullRequests.length) throw new Error('not every pull request was fetched');
    if (Math.max(calls, points) / pulls > MOST) {
      throw new Error(`${calls / pulls} calls and ${points / pulls} points each`);
    }
    return { calls, points, seconds, pulls };
  });
}

function rowOf(words, { calls, points, seconds, pulls }, naive) {
  return [
    words,
    number(calls / pulls),
    number(points / pulls),
    number((seconds / pulls) * 1000),
    ratio(calls / pulls, naive.calls / naive.pulls),
  ];
}

async function fetchAll(db, github, { token, story }) {
  const { webUrl, apiUrl, graphqlUrl } = github;
  const host = gitHubHost({ webUrl, apiUrl, graphqlUrl, downloadHosts: [] });
  const connection = openGitHubConnection({
    db,
    settings: { host },
    app: async () => null,
    token,
  });
  const fetched = await backfillNamed(
    {
      repositories: story.repositories.map(({ fullName }) => fullName),
      horizon: new Date('2000-01-01'),
    },
    { db, github: connection, now: () => new Date() },
  );
  return fetched.reduce((sum, { done }) => sum + done, 0);
}

/** The plain way: each pull request, its reviews, its commits and its timeline, one after the other. */
async function askEach(github, token, pullRequests) {
  github.stats.reset();
  const headers = { authorization: `Bearer ${token}` };
  for (const { repository, number: of } of pullRequests) {
    const base = `${github.apiUrl}/repos/${repository.fullName}`;
    const paths = [
      `pulls/${of}`,
      `pulls/${of}/reviews`,
      `pulls/${of}/commits`,
      `issues/${of}/timeline`,
    ];
    for (const path of paths) {
      const answer = await fetch(`${base}/${path}?per_page=100`, { headers });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await answer.json();
    }
  }
  return { calls: github.stats.requests(), points: github.stats.points() };
}
