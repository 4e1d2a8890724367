import { createAccessToken, type Database } from '@uplift/db';

const MINUTE_MS = 60_000;

/** Who connects what. */
export type Connecting = {
  /** Where the service listens. */
  readonly url: string;
  /** The organisation on whose behalf the App is made, and on which it is installed. */
  readonly login: string;
};

/**
 * Goes the way of an administrator through the pages of the set-up and those of GitHub: makes the App
 * from its manifest, takes its credentials over and installs it.
 *
 * @throws {Error} if a page on that way does not lead on
 */
export async function connectApp(
  { url, login }: Connecting,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<void> {
  const token = await createAccessToken(db, {
    kind: 'token',
    name: 'set-up of the demo',
    role: 'admin',
    organizationId: null,
    expiresAt: new Date(now().getTime() + MINUTE_MS),
  });
  const bearer = { authorization: `Bearer ${token}` };
  const query = new URLSearchParams({ owner: login, copilot: 'yes' });
  const page = await fetch(`${url}/setup/github?${query.toString()}`, { headers: bearer });
  const own = { ...bearer, cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const { action, manifest } = handedOver(await page.text());
  const form = new URLSearchParams({ manifest });
  const made = await fetch(action, { method: 'POST', body: form, redirect: 'manual' });
  const created = await goOn(made, own);
  const installed = await goOn(await goOn(created, {}), own);
  const words = await installed.text();
  if (!words.includes(`Installed for ${login}`)) {
    throw new Error(`the set-up ended with ${installed.status} and no installation`);
  }
}

/** Where the form of the set-up leads, and what it hands over. */
function handedOver(text: string): { readonly action: string; readonly manifest: string } {
  const [, action = ''] = /<form[^>]*method="post"[^>]*action="([^"]*)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest"\s+value="([^"]*)"/.exec(text) ?? [];
  return { action: plain(action), manifest: plain(manifest) };
}

function goOn(answer: Response, headers: Readonly<Record<string, string>>): Promise<Response> {
  const goal = answer.headers.get('location');
  if (goal === null) throw new Error(`${answer.url} answered ${answer.status} and leads nowhere`);
  return fetch(new URL(goal, answer.url), { headers, redirect: 'manual' });
}

function plain(markup: string): string {
  return markup
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
