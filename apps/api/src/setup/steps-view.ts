import { html, type Html } from '../home/html.ts';
import type { SetupStep } from './steps.ts';

const spoken = { done: 'done', now: 'to be done now', later: 'later' } as const;

/** The steps, each with its mark; the script beside them keeps them up to date while any is open. */
export function stepsView(steps: readonly SetupStep[]): Html {
  const isOpen = steps.some(({ state }) => state !== 'done');
  return html`<ol
    class="steps wide"
    id="steps"
    aria-label="Steps"
    aria-live="polite"
    data-open="${isOpen ? 'yes' : 'no'}"
  >
    ${steps.map(
      ({ title, state, words }, place) =>
        html`<li class="card step-${state}">
          <span class="step-mark" aria-hidden="true"
            >${state === 'done' ? '✓' : String(place + 1)}</span
          >
          <div>
            <h2>${title} <span class="unseen">${spoken[state]}</span></h2>
            <p class="second">${words}</p>
          </div>
        </li>`,
    )}
  </ol>`;
}

/** Asks for the page anew while a step is open and the page is looked at, for a quarter of an hour. */
export const stepsScript = `const until = Date.now() + 15 * 60_000;
const again = async () => {
  const steps = document.getElementById('steps');
  if (steps === null || steps.dataset.open !== 'yes' || Date.now() > until) return;
  if (!document.hidden) {
    try {
      const response = await fetch('/setup', { credentials: 'same-origin' });
      if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        for (const id of ['steps', 'findings', 'onwards']) {
          const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
          if (old !== null && fresh !== null && old.innerHTML !== fresh.innerHTML) old.replaceWith(fresh);
        }
      }
    } catch {
      // The service may be starting again: the next look tells.
    }
  }
  setTimeout(again, 5_000);
};
setTimeout(again, 5_000);
`;
