import type { ComparisonList } from '@uplift/contracts';

import { dayWords, percentInterval, signedPercent } from './format.ts';
import { html, type Html } from './html.ts';

type Listed = ComparisonList['items'][number];

const claimWords = {
  effect: 'effect',
  associated: 'associated',
  no_material_change: '= no material change',
  cannot_tell: '? cannot tell',
  descriptive_only: 'descriptive only',
} as const;

/** The latest before/after answers, each with its interval and how much it may say. */
export function comparisonsCard(comparisons: readonly Listed[], organization: string): Html {
  return html`<section class="card wide" aria-labelledby="answers">
    <h2 id="answers">Before and after adoption</h2>
    <p class="second">
      Adopters against developers who had not adopted yet. An uncontrolled before/after says so:
      what else changed at the same time is in its numbers too.
    </p>
    ${comparisons.length === 0 ? none() : table(comparisons, organization)}
  </section>`;
}

function none(): Html {
  return html`<p class="nothing">
    No comparison yet. Ask for one with
    <code>npx uplift compare --measure cycle_time --org NAME</code>, or through the API.
  </p>`;
}

function table(comparisons: readonly Listed[], organization: string): Html {
  return html`<div class="answers">
    <table>
      <thead>
        <tr>
          <th scope="col">Comparison</th>
          <th scope="col">Change [95% interval]</th>
          <th scope="col">Reading</th>
          <th scope="col">Asked</th>
        </tr>
      </thead>
      <tbody>
        ${comparisons.map((comparison) => row(comparison, organization))}
      </tbody>
    </table>
  </div>`;
}

function row(comparison: Listed, organization: string): Html {
  const { id, name, createdAt } = comparison;
  const address = `/api/v1/organizations/${encodeURIComponent(organization)}/comparisons/${id}`;
  return html`<tr>
    <th scope="row"><a href="${address}">${name}</a></th>
    <td>${change(comparison)}</td>
    <td>${reading(comparison)}</td>
    <td>${dayWords(new Date(createdAt))}</td>
  </tr>`;
}

function change({ effect }: Listed): string {
  if (effect === undefined || effect.percent === null) return 'not shown';
  const interval = effect.interval === null ? '' : ` ${percentInterval(effect.interval)}`;
  return `${signedPercent(effect.percent)}${interval}`;
}

function reading(comparison: Listed): Html {
  const { verdict, status } = comparison;
  if (verdict === undefined) return html`<span class="chip open">${status}</span>`;
  return html`<span class="chip ${toneOf(comparison)}">${claimWords[verdict.claim]}</span>
    ${verdict.words}`;
}

/** Better and worse follow the wanted direction of the measure, and only where something is claimed. */
function toneOf({ measure, verdict }: Listed): string {
  if (verdict === undefined) return 'open';
  if (verdict.claim !== 'effect' && verdict.claim !== 'associated') {
    return verdict.claim === 'no_material_change' ? '' : 'open';
  }
  const wanted = measure === 'throughput' ? 'higher' : 'lower';
  return verdict.direction === wanted ? 'better' : 'worse';
}
