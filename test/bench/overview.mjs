// How soon the dashboard is there, and follows a filter, with 200,000 pull requests of two years.
import { createServer } from 'node:http';

import { createAccessToken } from '@uplift/db';
import { catchUp } from '@uplift/worker';

import { change, launchChromium, loadPage, openPage } from './lib/chromium.mjs';
import { fillCopilot, fillOrganization } from './lib/organizations.mjs';
import { begin, count, end, line, median, milliseconds, ratio, timed } from './lib/report.mjs';
import { serveUplift } from './lib/serve.mjs';
import {
  dialectNames,
  openStore,
  placeOf,
  temporaryDirectory,
  withCleanup,
} from './lib/stores.mjs';

const SIZE = { pullRequests: 200_000, people: 2000, teams: 25, repositories: 500 };
const RUNS = 3;
const DAY = 86_400_000;
const WEEKS = 105;

const bench = begin('overview', 'the dashboard in Chromium, from navigating to the last paint');

await withCleanup(async (cleanup) => {
  const browser = await launchChromium(cleanup);
  const bare = await bareLoad(browser, cleanup);
  const head = ['', 'first', 'drawn', 'long tasks', 'longest', 'beside a bare page'];
  const rows = [
    head,
    ['a bare page', milliseconds(bare), milliseconds(bare), '0', '', ratio(bare, bare)],
  ];
  for (const dialect of ['pglite', 'postgres']) {
    const found = await measure(dialect, { browser, cleanup });
    for (const [name, runs] of found)
      rows.push(rowOf(`${dialectNames[dialect]}: ${name}`, runs, bare));
  }
  end(bench, rows);
});

/** A page of one line, from a server that does nothing else. */
async function bareLoad(browser, cleanup) {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Bare</title><p>Nothing else</p>');
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanup(() => server.close());
  const page = await openPage(browser, null);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    runs.push((await loadPage(page, `http://127.0.0.1:${server.address().port}/`)).first);
  }
  await page.context().close();
  return median(runs);
}

async function measure(dialect, { browser, cleanup }) {
  const place = await placeOf(dialect, cleanup);
  const token = await fill(dialect, place);
  const settings =
    dialect === 'pglite'
      ? { UPLIFT_DATA_DIR: place }
      : { DATABASE_URL: place, UPLIFT_DATA_DIR: temporaryDirectory(cleanup) };
  const found = new Map();
  const note = (name, figures) => {
    found.set(name, [...(found.get(name) ?? []), figures]);
    line(
      `${dialectNames[dialect]}: ${name}: first ${milliseconds(figures.first)}, drawn ${milliseconds(figures.drawn)}`,
    );
  };
  for (let run = 0; run < RUNS; run += 1) {
    const service = await serveUplift(settings);
    cleanup(service.stop);
    const page = await openPage(browser, token);
    const url = `${service.url}/o/acme`;
    note('right after the start, nothing cached', await loadPage(page, url));
    note('once more', await loadPage(page, url));
    await page.context().close();
    if (run === RUNS - 1) await measureChanges({ browser, token, url, note });
    await service.stop();
  }
  return found;
}

/** Changes of filters that nobody has asked for since the start. */
async function measureChanges({ browser, token, url, note }) {
  const page = await openPage(browser, token);
  await loadPage(page, `${url}?period=104w`);
  for (const team of ['team-3', 'team-7', 'team-12']) {
    note('overview of 104 weeks, to a team', await change(page, () => choose(page, 'Team', team)));
  }
  await change(page, () => choose(page, 'Team', 'All'));
  for (const place of ['repository-40', 'repository-41', 'repository-42']) {
    note('to a repository', await change(page, () => choose(page, 'Repository', place)));
  }
  await change(page, () => choose(page, 'Repository', 'All'));
  for (const grade of ['agent', 'assisted', 'unmarked']) {
    const pick = () => page.getByLabel('Authorship').selectOption(grade);
    note('to a grade of authorship', await change(page, pick));
  }
  await loadPage(page, `${url}/adoption?period=104w`);
  for (const period of ['12w', '52w', '104w']) {
    await page.getByRole('link', { name: 'Overview' }).first().waitFor();
    note(
      'adoption of 25 teams, another period',
      await loadPage(page, `${url}/adoption?period=${period}`),
    );
  }
  await page.context().close();
}

async function choose(page, label, name) {
  await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
  await page.getByRole('combobox', { name: `Search ${label}` }).fill(name === 'All' ? '' : name);
  await page
    .getByRole('listbox', { name: label })
    .getByRole('option', { name, exact: true })
    .click();
}

async function fill(dialect, place) {
  return withCleanup(async (cleanup) => {
    const { db } = await openStore(dialect, cleanup, place);
    const today = Math.floor(Date.now() / DAY) * DAY;
    const at = (days) => new Date(today + days * DAY).toISOString();
    const span = { from: at(-WEEKS * 7), to: at(1) };
    await fillOrganization(db, { ...SIZE, ...span });
    await fillCopilot(db, span);
    const { seconds } = await timed(() => catchUp({ db, now: () => new Date() }));
    line(
      `${dialectNames[dialect]}: measures of two years, ${count(SIZE.pullRequests)} pull requests, in ${seconds.toFixed(0)} s`,
    );
    const everywhere = { organizationId: null, expiresAt: null };
    return createAccessToken(db, { kind: 'token', name: 'bench', role: 'admin', ...everywhere });
  });
}

function rowOf(name, runs, bare) {
  const middle = (field) => median(runs.map((run) => run[field]));
  return [
    name,
    milliseconds(middle('first')),
    milliseconds(middle('drawn')),
    count(middle('longTasks')),
    milliseconds(middle('longest')),
    ratio(middle('drawn'), bare),
  ];
}
