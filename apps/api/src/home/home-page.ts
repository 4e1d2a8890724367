import type { ComparisonList, SeriesResponse } from '@uplift/contracts';

import { comparisonsCard } from './comparisons-card.ts';
import { counted, dayWords } from './format.ts';
import { html, type Html, type HtmlPart } from './html.ts';
import { page } from './layout.ts';
import { headlines, measureCard } from './measure-card.ts';

/** What the first page shows of one organisation. */
export type HomeView = {
  readonly organization: string;
  /** Logins to switch between. */
  readonly organizations: readonly string[];
  /** In the order of the headlines. */
  readonly series: readonly SeriesResponse[];
  readonly comparisons: ComparisonList['items'];
  readonly health: {
    readonly repositories: number;
    readonly pullRequests: number;
    readonly lastEventAt: Date | null;
    readonly staleDays: number;
  };
};

/** The first page for somebody signed in. */
export function homePage(view: HomeView): string {
  const isEmpty = view.health.pullRequests === 0;
  return page({
    title: `${view.organization} · Uplift`,
    head: head(view.organization, view.organizations),
    body: [
      isEmpty ? gettingStarted() : null,
      ...headlines.map((headline, place) => card(headline, view.series[place])),
      comparisonsCard(view.comparisons, view.organization),
      footer(view),
    ],
  });
}

/** The first page while no organisation is known. */
export function emptyPage(): string {
  return page({ title: 'Uplift', head: head(null, []), body: gettingStarted() });
}

function card(headline: (typeof headlines)[number], series: SeriesResponse | undefined): HtmlPart {
  return series === undefined ? null : measureCard(headline, series);
}

function head(organization: string | null, organizations: readonly string[]): Html {
  return html`${placeShown(organization, organizations)}
    <nav aria-label="Site">
      <a href="/docs">API reference</a>
      <form method="post" action="/sign-out">
        <button class="plain" type="submit">Sign out</button>
      </form>
    </nav>`;
}

function placeShown(organization: string | null, organizations: readonly string[]): Html | null {
  if (organizations.length > 1) return organizationSwitch(organization, organizations);
  return organization === null ? null : html`<span class="crumb">${organization}</span>`;
}

function organizationSwitch(current: string | null, organizations: readonly string[]): Html {
  return html`<form class="crumb" method="get" action="/">
    <label for="org">Organisation</label
    ><select id="org" name="org">
      ${organizations.map((login) =>
        login === current
          ? html`<option selected>${login}</option>`
          : html`<option>${login}</option>`,
      )}</select
    ><button type="submit">Show</button>
  </form>`;
}

function gettingStarted(): Html {
  return html`<section class="card wide" aria-labelledby="start">
    <h1 id="start">Nothing to measure yet</h1>
    <p class="lead">Bring pull requests in, and the charts fill by themselves.</p>
    <ol>
      <li><a href="/setup">Connect GitHub</a>, in one page, as an administrator of this service</li>
      <li>Import history from a file: <code>npx uplift import FILE.ndjson</code></li>
      <li>
        Or point a webhook of GitHub at <code>/webhooks/github</code>, content type
        <code>application/json</code>, with the secret in <code>GITHUB_WEBHOOK_SECRET</code>
      </li>
    </ol>
  </section>`;
}

function footer({ health }: HomeView): Html {
  const { repositories, pullRequests, lastEventAt, staleDays } = health;
  const last = lastEventAt === null ? 'none known' : dayWords(lastEventAt);
  const state =
    staleDays === 0
      ? 'figures are up to date'
      : `figures of ${counted(staleDays)} days are being computed again`;
  return html`<footer>
    ${counted(pullRequests)} pull requests in ${counted(repositories)} repositories · last event
    ${last} · ${state} · weeks start Monday, UTC
  </footer>`;
}
