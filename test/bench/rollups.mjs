// The arithmetic alone: measures from facts, facts from events, and the before/after comparison.
import { beforeAfter } from '@uplift/causal';
import { parseHistoryLine } from '@uplift/github';
import {
  authorships,
  bucketsIn,
  foldPullRequest,
  grains,
  indexFacts,
  mapAccounts,
  rollupsOfScope,
  wholeOrganization,
} from '@uplift/metrics';

import { comparisonInput, factSet, YEAR } from './lib/facts.mjs';
import { begin, count, end, line, median, number, ratio, timed } from './lib/report.mjs';
import { historyOf } from './lib/worlds.mjs';

const RUNS = 3;
const TEAMS = 15;
const REPOSITORIES = 40;

const bench = begin('rollups', 'measures, folds and comparisons without any database');
const rows = [['', 'seconds', 'each second', 'beside one pass']];

await measureRollups();
await measureFolds();
await measureComparison();
end(bench, rows);

async function measureRollups() {
  const facts = factSet({
    pullRequests: 20_000,
    people: 200,
    teams: TEAMS,
    repositories: REPOSITORIES,
  });
  const buckets = grains.flatMap((grain) =>
    bucketsIn(grain, YEAR).map((bucket) => ({ grain, ...bucket })),
  );
  const scopes = [
    wholeOrganization,
    ...Array.from({ length: TEAMS }, (_, team) => ({ ...wholeOrganization, team })),
    ...Array.from({ length: REPOSITORIES }, (_, repository) => ({
      ...wholeOrganization,
      repository,
    })),
    ...authorships.map((authorship) => ({ ...wholeOrganization, authorship })),
  ];
  line(
    `${count(facts.pullRequests.length)} pull requests, ${scopes.length} scopes, ${buckets.length} buckets`,
  );
  const pass = await middle(() => onePass(facts.pullRequests));
  const seconds = await middle(() => {
    const index = indexFacts(facts);
    for (const scope of scopes) rollupsOfScope(index, scope, buckets);
  });
  addRow('rollups (scope × bucket)', { seconds, amount: scopes.length * buckets.length, pass });
}

async function measureFolds() {
  const pullRequests = eventsByPullRequest();
  line(
    `${count(pullRequests.length)} pull requests of ${number(eventsOf(pullRequests) / pullRequests.length)} events`,
  );
  const pass = await middle(() => {
    for (const { events } of pullRequests) onePass(events);
  });
  const seconds = await middle(() => {
    for (const { number: of, events } of pullRequests) foldPullRequest(of, events);
  });
  addRow('folds of a pull request', { seconds, amount: pullRequests.length, pass });
}

async function measureComparison() {
  const input = comparisonInput({ developers: 10_000, pullRequests: 500_000 });
  line(
    `${count(input.developers.length)} developers, ${count(input.pullRequests.length)} pull requests, ${input.draws} draws`,
  );
  const pass = await middle(() => onePass(input.pullRequests));
  const stamp = { dataVersion: '1', computedAt: input.asOf };
  const { seconds } = await timed(() => beforeAfter(input, stamp));
  addRow('before/after (pull requests)', { seconds, amount: input.pullRequests.length, pass });
}

async function middle(work) {
  const figures = [];
  for (let run = 0; run < RUNS; run += 1) figures.push((await timed(work)).seconds);
  return median(figures);
}

/** The least that any answer costs: to look at every row once. */
function onePass(things) {
  let sum = 0;
  for (const { openedAt, at, mergedAt } of things) {
    const from = openedAt ?? at;
    sum += (mergedAt ?? from).getTime() - from.getTime();
  }
  return sum;
}

function addRow(name, { seconds, amount, pass }) {
  rows.push([name, number(seconds), count(amount / seconds), ratio(seconds, pass)]);
}

function eventsByPullRequest() {
  const found = new Map();
  for (const text of historyOf({ developers: 120, weeks: 30, amount: 25_000 })) {
    const read = parseHistoryLine(text);
    if (read.outcome !== 'observations') continue;
    for (const { observations } of read.groups) {
      for (const observation of observations) collect(observation, found);
    }
  }
  return [...found.values()];
}

function collect({ kind, repository, number: of, event }, found) {
  if (kind !== 'pull_request_event') return;
  const key = `${repository.fullName}#${of}`;
  const pullRequest = found.get(key) ?? { number: of, events: [] };
  found.set(key, pullRequest);
  pullRequest.events.push(
    mapAccounts(event, ({ githubId, login, type }) => ({
      id: githubId ?? 0,
      login,
      kind: type === 'Bot' ? 'bot' : 'human',
    })),
  );
}

function eventsOf(pullRequests) {
  return pullRequests.reduce((sum, { events }) => sum + events.length, 0);
}
