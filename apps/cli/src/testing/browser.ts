/** A page that a browser ended up at. */
export type SeenPage = {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** A browser without scripts: it keeps cookies, follows redirects and sends forms. */
export type TestBrowser = {
  readonly visit: (url: string) => Promise<SeenPage>;
  readonly send: (url: string, fields: Readonly<Record<string, string>>) => Promise<SeenPage>;
  /** Gives it a cookie that a server set before. */
  readonly hold: (url: string, name: string, value: string) => void;
  /** Everything that was seen on the way, redirects too. */
  readonly seen: SeenPage[];
};

const MOST_REDIRECTS = 10;

/** Opens one that has been nowhere. */
export function openBrowser(): TestBrowser {
  const jars = new Map<string, Map<string, string>>();
  const seen: SeenPage[] = [];

  const jarOf = ({ host }: URL) => {
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const ask = async (url: URL, init: RequestInit): Promise<SeenPage> => {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const { status, headers: told } = answer;
    const page = { url, status, headers: told, text: await answer.text() };
    seen.push(page);
    return page;
  };
  const follow = async (first: SeenPage): Promise<SeenPage> => {
    let page = first;
    for (let count = 0; count < MOST_REDIRECTS; count += 1) {
      const goal = page.headers.get('location');
      if (goal === null) return page;
      page = await ask(new URL(goal, page.url), {});
    }
    throw new Error(`redirected too often, last to ${page.url.href}`);
  };
  return {
    seen,
    hold: (url, name, value) => void jarOf(new URL(url)).set(name, value),
    visit: async (url) => follow(await ask(new URL(url), {})),
    send: async (url, fields) =>
      follow(await ask(new URL(url), { method: 'POST', body: new URLSearchParams(fields) })),
  };
}

/** The form of a page that leads to GitHub: where it goes, and its hidden field. */
export function handOverForm({ text }: SeenPage): {
  readonly action: string;
  readonly manifest: string;
} {
  const [, action = ''] = /<form[^>]*method="post"[^>]*action="([^"]*)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest"\s+value="([^"]*)"/.exec(text) ?? [];
  return { action: plain(action), manifest: plain(manifest) };
}

function plain(markup: string): string {
  return markup
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
