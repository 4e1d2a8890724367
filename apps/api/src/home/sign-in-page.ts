import { html } from './html.ts';
import { page } from './layout.ts';

/** How the way in looks. */
export type SignInView = {
  /** What was wrong with the last attempt; null if nothing. */
  readonly refusal: string | null;
  /** Whether people can sign in by GitHub. */
  readonly offersGitHub: boolean;
};

/** The way in for a browser. */
export function signInPage({ refusal, offersGitHub }: SignInView): string {
  return page({
    title: 'Sign in · Uplift',
    head: null,
    body: html`<section class="card narrow">
      <h1>Did AI coding tools change how we ship?</h1>
      <p class="lead">By how much, and how sure are we? Sign in to see your organisation.</p>
      ${refusal === null ? null : html`<p class="refusal" role="alert">${refusal}</p>`}
      ${offersGitHub ? html`<a class="button" href="/auth/github">Sign in with GitHub</a>` : null}
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
