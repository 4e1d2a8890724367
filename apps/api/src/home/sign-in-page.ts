import { html } from './html.ts';
import { page } from './layout.ts';

/**
 * The way in for a browser.
 *
 * @param refusal - what was wrong with the last attempt
 */
export function signInPage(refusal?: string): string {
  return page({
    title: 'Sign in · Uplift',
    head: null,
    body: html`<section class="card narrow">
      <h1>Did AI coding tools change how we ship?</h1>
      <p class="lead">By how much, and how sure are we? Sign in to see your organisation.</p>
      ${refusal === undefined ? null : html`<p class="refusal" role="alert">${refusal}</p>`}
      <form method="post" action="/sign-in">
        <label for="token">Access token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          required
          spellcheck="false"
          placeholder="upl_…"
        />
        <button type="submit">Sign in</button>
      </form>
      <p class="hint">
        An administrator makes one with
        <code>npx uplift token create --role manager --org NAME</code>. The start of a local server
        also prints a one-time sign-in link.
      </p>
      <p class="hint"><a href="/docs">API reference</a></p>
    </section>`,
  });
}
