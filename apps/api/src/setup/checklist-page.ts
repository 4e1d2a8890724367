import type { Finding } from '../github-app/finding.ts';
import { html, type Html } from '../home/html.ts';
import { setupFrame } from './setup-page.ts';
import { stepsView } from './steps-view.ts';
import type { SetupStep } from './steps.ts';

/** How a connection stands. */
export type ChecklistView = {
  readonly findings: readonly Finding[];
  readonly steps: readonly SetupStep[];
  /** Where the App is installed in more places; null if GitHub does not know the App. */
  readonly installUrl: string | null;
  /** Whether the App is one that was made here, and may be forgotten. */
  readonly canForget: boolean;
  /** What has just happened; null if nothing. */
  readonly news: string | null;
};

/** The last page: what is there, what is missing, and how to mend it. */
export function checklistPage(view: ChecklistView): string {
  const { findings, steps, canForget, news } = view;
  const open = findings.filter(({ status }) => status !== 'ok');
  const isThere = steps.every(({ state }) => state === 'done');
  return setupFrame('GitHub connection', [
    html`<section class="wide" aria-labelledby="checklist">
      <h1 id="checklist">
        ${open.length === 0 ? 'GitHub is connected' : 'GitHub connection: something to do'}
      </h1>
      ${news === null ? null : html`<p class="lead" role="status">${news}</p>`}
    </section>`,
    stepsView(steps),
    onwards(view, isThere),
    html`<section class="card wide" aria-labelledby="found">
      <h2 id="found">What was looked at</h2>
      <div id="findings">${findingTable(findings)}</div>
      ${canForget ? forgetForm() : null}
    </section>`,
    html`<script src="/assets/setup.js" type="module"></script>`,
  ]);
}

/** What to press next. */
function onwards({ installUrl }: ChecklistView, isThere: boolean): Html {
  return html`<p id="onwards" class="wide onwards">
    ${isThere ? html`<a class="button" href="/">Open the dashboard</a>` : null}
    ${
      installUrl === null
        ? null
        : html`<a class="${isThere ? 'plain-link' : 'button'}" href="${installUrl}"
            >Install it for an organisation</a
          >`
    }
  </p>`;
}

function findingTable(findings: readonly Finding[]): Html {
  const open = findings.filter(({ status }) => status !== 'ok');
  return html`<table class="answers stacked">
    <thead>
      <tr>
        <th scope="col">State</th>
        <th scope="col">What</th>
        <th scope="col">Found</th>
        <th scope="col">What to do</th>
      </tr>
    </thead>
    <tbody>
      ${[...open, ...findings.filter(({ status }) => status === 'ok')].map(findingRow)}
    </tbody>
  </table>`;
}

const states = { ok: 'in order', warning: 'worth a look', failed: 'broken' } as const;
const chips = { ok: 'chip better', warning: 'chip warn', failed: 'chip worse' } as const;

function findingRow({ id, status, words, advice }: Finding): Html {
  return html`<tr>
    <td><span class="${chips[status]}">${states[status]}</span></td>
    <th scope="row">${id}</th>
    <td>${words}</td>
    <td>${advice ?? ''}</td>
  </tr>`;
}

function forgetForm(): Html {
  return html`<form method="post" action="/setup/github/forget">
    <p class="second">
      <button class="plain" type="submit">Forget this App</button> Its key is deleted here; at
      GitHub the App stays until you delete it there.
    </p>
  </form>`;
}
