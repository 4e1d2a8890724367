import type { SimulatedGitHub } from '@uplift/simulated-github/server';

/** Who goes where. */
export type Visit = {
  readonly url: string;
  readonly token: string;
  readonly github: SimulatedGitHub;
  readonly login: string;
};

/**
 * The way of an administrator, who is an owner of the organisation, through the set-up.
 *
 * @throws {Error} with the last page, if the App is not installed in the end
 */
export async function visitSetUp({ url, token, github, login }: Visit): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const page = await fetch(`${url}/setup/github?owner=${login}&copilot=yes`, { headers });
  const cookie = page.headers.getSetCookie().join(';').split(';')[0] ?? '';
  const text = await page.text();
  const [, action = ''] = /<form[^>]*action="([^"]*)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest"\s+value="([^"]*)"/.exec(text) ?? [];
  const form = new URLSearchParams({ manifest: plain(manifest) });
  const made = await fetch(plain(action), { method: 'POST', body: form, redirect: 'manual' });
  const created = await goOn(made, { ...headers, cookie });
  const installed = await goOn(await goOn(created, {}), { ...headers, cookie });
  const words = await installed.text();
  if (!words.includes(`Installed for ${login}`)) throw new Error(`not installed: ${words}`);
  await github.deliveries.settled();
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
