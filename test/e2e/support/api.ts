import { setTimeout as pause } from 'node:timers/promises';

/** An answer of the API. */
type ApiAnswer = { readonly status: number; readonly body: unknown };

/** The API as one token sees it. */
export type Api = {
  /** @param path - below `/api/v1` */
  readonly get: (path: string) => Promise<ApiAnswer>;
};

/** A JSON object of an answer. */
export type Json = { readonly [key: string]: unknown };

/** The API of a service, asked with a token. */
export function apiOf(url: string, token: string): Api {
  return {
    async get(path) {
      const answer = await fetch(`${url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const body: unknown = await answer.json();
      return { status: answer.status, body };
    },
  };
}

const EVER = 'from=2000-01-01&to=2100-01-01&state=all&limit=200';
const MOST_PAGES = 100;

/**
 * Every pull request of an organisation, in the order of repository and number.
 *
 * @throws {Error} with the answer, if a page is refused
 */
export async function listPullRequests(api: Api, organization: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: unknown = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = typeof cursor === 'string' ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const path = `/organizations/${organization}/pull-requests?${EVER}${more}`;
    const answer = await api.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    items.push(...itemsOf(answer.body));
    cursor = isJson(answer.body) ? answer.body['nextCursor'] : null;
    if (cursor === null) return items.toSorted(byPlace);
  }
  throw new Error(`more than ${MOST_PAGES} pages of pull requests`);
}

/**
 * What is known of every pull request, without what only the present instant decides: the stages
 * of an open one run up to now, so its own segments stand for them.
 *
 * @throws {Error} with the answer, if anything is refused
 */
export async function dumpPullRequests(
  api: Api,
  organization: string,
  { withEvidence = false }: { readonly withEvidence?: boolean } = {},
): Promise<Json[]> {
  const items = await listPullRequests(api, organization);
  const settled = items.map((item) => (item['state'] === 'open' ? without(item, 'stages') : item));
  if (!withEvidence) return settled;
  const dump: Json[] = [];
  for (const item of settled) {
    const path = `/organizations/${organization}/pull-requests/${String(item['repository'])}/${String(item['number'])}`;
    const { status, body } = await api.get(path);
    if (status !== 200 || !isJson(body)) throw new Error(`${path}: ${JSON.stringify(body)}`);
    dump.push({ ...item, segments: body['segments'], events: body['events'] });
  }
  return dump;
}

const SERIES = ['cycle_time', 'merged', 'opened', 'review_turnaround'];

/**
 * The weeks of four measures from 2026 on, by repository.
 *
 * @throws {Error} with the answer, if one is refused
 */
export async function dumpSeries(api: Api, organization: string): Promise<Json[]> {
  const dump: Json[] = [];
  for (const measure of SERIES) {
    const window = 'from=2026-01-01&to=2026-06-01&grain=week&by=repository';
    const path = `/organizations/${organization}/series/${measure}?${window}`;
    const { status, body } = await api.get(path);
    if (status !== 200 || !isJson(body)) throw new Error(`${path}: ${JSON.stringify(body)}`);
    dump.push(body);
  }
  return dump;
}

/** The items of a list's answer. */
export function itemsOf(body: unknown): Json[] {
  const items: unknown = isJson(body) ? body['items'] : null;
  return Array.isArray(items) ? items.filter((item) => isJson(item)) : [];
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(item: Json, name: string): Json {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== name));
}

function byPlace(a: Json, b: Json): number {
  const places = [String(a['repository']), String(b['repository'])] as const;
  if (places[0] !== places[1]) return places[0] < places[1] ? -1 : 1;
  return Number(a['number']) - Number(b['number']);
}

const TRIES = 600;
const BETWEEN_MS = 100;

/**
 * Asks until the answer will do, a minute at most.
 *
 * @throws {Error} with the last answer, if none would do
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  willDo: (answer: T) => boolean,
): Promise<T> {
  let answer = await ask();
  for (let tries = 1; !willDo(answer); tries += 1) {
    if (tries === TRIES) throw new Error(`still not so: ${JSON.stringify(answer).slice(0, 2000)}`);
    await pause(BETWEEN_MS);
    answer = await ask();
  }
  return answer;
}
