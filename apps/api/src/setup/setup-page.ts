import { wantedPermissions } from '../github-app/wanted.ts';
import { html, type Html, type HtmlPart } from '../home/html.ts';
import { page } from '../home/layout.ts';
import { stepsView } from './steps-view.ts';
import { stepsOf } from './steps.ts';

const NOTHING = stepsOf({ app: 'none', installed: [], repositories: 0, pullRequests: 0 });

/** Around every page of the set-up. */
export function setupFrame(title: string, body: HtmlPart): string {
  return page({
    title: `${title} · Uplift`,
    head: html`<nav aria-label="Site"><a href="/">Home</a></nav>`,
    body,
  });
}

/** What the first page of the set-up asks and tells. */
export type PlanView = {
  readonly baseUrl: string;
  /** False: GitHub cannot send webhooks to this address. */
  readonly isReachable: boolean;
  /** False: no secret to encrypt credentials with. */
  readonly canKeep: boolean;
  /** Organisations that are known already. */
  readonly organizations: readonly string[];
  readonly offersCopilot: boolean;
};

/** The first page: what will be made, what for, and whose it shall be. */
export function planPage(view: PlanView): string {
  return setupFrame('Connect GitHub', [
    stepsView(NOTHING),
    html`<section class="card wide" aria-labelledby="plan">
      <h1 id="plan">Connect GitHub</h1>
      <p class="lead">
        Uplift reads pull requests as a GitHub App of your own: private to you, with the permissions
        below and no others. It never writes, and it reads no source code.
      </p>
      ${permissionTable()}
    </section>`,
    html`<section class="card wide" aria-labelledby="address">
      <h2 id="address">Where GitHub finds this service</h2>
      ${addressWords(view)}
    </section>`,
    html`<section class="card wide" aria-labelledby="whose">
      <h2 id="whose">Whose App shall it be?</h2>
      ${view.canKeep ? ownerForms(view) : withoutSecret()}
    </section>`,
  ]);
}

function permissionTable(): Html {
  return html`<table class="answers stacked">
    <thead>
      <tr>
        <th scope="col">Read only</th>
        <th scope="col">What for</th>
        <th scope="col">Without it</th>
      </tr>
    </thead>
    <tbody>
      ${wantedPermissions.map(
        ({ title, reason, without, key }) =>
          html`<tr>
            <th scope="row">${title}<br /><code>${key}</code></th>
            <td>${reason}</td>
            <td>${without}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function addressWords({ baseUrl, isReachable }: PlanView): Html {
  if (isReachable) {
    return html`<p class="second">
      <code>${baseUrl}</code>, webhooks at <code>${baseUrl}/webhooks/github</code>. If people or
      GitHub use another address, set <code>UPLIFT_BASE_URL</code> to it and start again first.
    </p>`;
  }
  return html`<p class="second">
    <code>${baseUrl}</code> is an address of your own machine or network, to which GitHub sends no
    webhooks. The App is made without one: history and changes are fetched, later than webhooks
    would bring them. For webhooks, give this service a public address (a proxy or a tunnel), set
    <code>UPLIFT_BASE_URL</code> to it and start again.
  </p>`;
}

function withoutSecret(): Html {
  return html`<p class="refusal" role="alert">
    The App's private key is kept encrypted, and there is nothing to encrypt it with. Set
    <code>UPLIFT_SECRET</code> to the output of <code>openssl rand -hex 32</code> for every process
    of this service, start it again, and come back.
  </p>`;
}

function ownerForms({ organizations, offersCopilot }: PlanView): Html {
  return html`<form class="setup" method="get" action="/setup/github">
    <label for="owner">Organisation</label>
    <input
      id="owner"
      name="owner"
      list="organizations"
      autocomplete="off"
      spellcheck="false"
      pattern="[A-Za-z0-9][A-Za-z0-9\\-]*"
      maxlength="39"
      placeholder="the name in its address at GitHub; empty for your own account"
    />
    <datalist id="organizations">
      ${organizations.map((login) => html`<option value="${login}"></option>`)}
    </datalist>
    ${
      offersCopilot
        ? html`<label class="choice"
            ><input type="checkbox" name="copilot" value="yes" checked /> With Copilot usage and
            seats</label
          >`
        : null
    }
    <button type="submit">Continue</button>
  </form>`;
}

/** What is about to be handed to GitHub. */
export type HandOverView = {
  readonly owner: string | null;
  readonly manifest: object;
  /** GitHub's page that takes it. */
  readonly action: string;
};

/** The second page: one click hands the manifest to GitHub. */
export function handOverPage({ owner, manifest, action }: HandOverView): string {
  const text = JSON.stringify(manifest, null, 2);
  return setupFrame(
    'Connect GitHub',
    html`<section class="card wide" aria-labelledby="hand-over">
      <h1 id="hand-over">Create the App ${owner === null ? 'for yourself' : `for ${owner}`}</h1>
      <p class="lead">
        GitHub asks you to confirm, lets you change the name, and sends you back here within the
        hour. ${owner === null ? null : `You must be an owner of ${owner}.`}
      </p>
      <form class="setup" method="post" action="${action}">
        <input type="hidden" name="manifest" value="${JSON.stringify(manifest)}" />
        <button type="submit">Create the App at GitHub</button>
      </form>
      <details>
        <summary>What GitHub is told</summary>
        <pre class="scroll">${text}</pre>
      </details>
    </section>`,
  );
}

/** A page that says what went wrong on the way, and leads back. */
export function setupTroublePage(words: string): string {
  return setupFrame(
    'Connect GitHub',
    html`<section class="card narrow">
      <h1>That did not work</h1>
      <p class="refusal" role="alert">${words}</p>
      <p class="second"><a href="/setup">Begin again</a></p>
    </section>`,
  );
}
