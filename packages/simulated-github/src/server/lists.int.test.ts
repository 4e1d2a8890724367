import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { drawnStory } from '../testing/drawn-story.ts';
import { listOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

/** 250 pull requests in one repository. */
const story = drawnStory(1, 250);
const end = new Date('2026-12-01T00:00:00Z');

beforeAll(async () => {
  server = await openTestServer({ organizations: [story] });
  server.setClock(end);
});

afterAll(() => server.github.close());

const PULLS = '/repos/acme/api/pulls?state=all';

const numbersOf = async (answer: Response) => (await listOf(answer)).map(({ number }) => number);

/** The address of a relation in a `Link` header. */
function linkTo(relation: string, answer: Response): string | undefined {
  const links = (answer.headers.get('link') ?? '').split(', ');
  return links.find((link) => link.endsWith(`rel="${relation}"`))?.replace(/^<|>.*$/g, '');
}

describe('a list over HTTP', () => {
  it('has thirty items, newest first, unless told', async () => {
    const numbers = await numbersOf(await server.get(PULLS));

    expect(numbers).toHaveLength(30);
    expect(numbers.slice(0, 3)).toStrictEqual([250, 249, 248]);
  });

  it('never has more than a hundred items, and takes nonsense for nothing', async () => {
    expect(await numbersOf(await server.get(`${PULLS}&per_page=500`))).toHaveLength(100);
    expect(await numbersOf(await server.get(`${PULLS}&per_page=-1&page=x`))).toHaveLength(30);
    expect(await numbersOf(await server.get(`${PULLS}&page=99`))).toStrictEqual([]);
  });

  it('is walked from page to page by links that name the repository by its id', async () => {
    const first = await server.get(`${PULLS}&per_page=100`);
    const second = await server.get(linkTo('next', first) ?? '');
    const third = await server.get(linkTo('next', second) ?? '');

    expect(linkTo('next', first)).toBe(
      `${server.github.apiUrl}/repositories/7/pulls?state=all&per_page=100&page=2`,
    );
    expect(linkTo('last', first)).toContain('page=3');
    expect(linkTo('prev', second)).toContain('page=1');
    expect(linkTo('next', third)).toBeUndefined();
    const all = await Promise.all([first, second, third].map(numbersOf));
    expect(all.flat()).toStrictEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
  });

  it('has no links if it has one page', async () => {
    expect((await server.get('/orgs/acme/teams')).headers.get('link')).toBeNull();
  });

  it('names organisations and teams by their ids in its links', async () => {
    const members = await server.get('/orgs/acme/members?per_page=1');
    server.setClock(new Date('2026-01-10T00:00:00Z'));
    const team = await server.get('/orgs/acme/teams/payments/members?per_page=1');
    const next = linkTo('next', team) ?? '';
    const second = await listOf(await server.get(next));
    server.setClock(end);

    expect(linkTo('next', members)).toBeUndefined();
    expect(next).toContain('/organizations/9/team/3/members?per_page=1&page=2');
    expect(second).toMatchObject([{ login: 'bob', role: 'member', inherited: false }]);
  });

  it('is in the order of the last change if asked', async () => {
    const newest = await listOf(await server.get(`${PULLS}&sort=updated&per_page=100`));
    const oldest = await listOf(
      await server.get(`${PULLS}&sort=updated&direction=asc&per_page=100`),
    );

    const times = newest.map(({ updated_at }) => String(updated_at));
    expect(times).toStrictEqual(times.toSorted().toReversed());
    expect(oldest[0]?.['updated_at'] ?? '').toSatisfy(
      (first) => String(first) < (times.at(-1) ?? ''),
    );
  });

  it('has those of a branch only, if asked', async () => {
    const answer = await server.get(`${PULLS}&head=acme:change-17`);

    expect(await numbersOf(answer)).toStrictEqual([17]);
    expect(await numbersOf(await server.get(`${PULLS}&base=other`))).toStrictEqual([]);
  });
});

describe('a conditional request', () => {
  it('is answered with 304 and costs nothing while the answer is the same', async () => {
    const first = await server.get(PULLS);
    const etag = first.headers.get('etag') ?? '';
    const again = await server.get(PULLS, { 'if-none-match': etag });

    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'));
    expect(server.github.stats.byRoute().get('GET /repos/:owner/:repo/pulls')?.notModified).toBe(1);
  });

  it('is answered anew once something has changed', async () => {
    server.setClock(new Date('2026-01-10T00:00:00Z'));
    const etag = (await server.get(PULLS)).headers.get('etag') ?? '';
    server.setClock(end);

    const changed = await server.get(PULLS, { 'if-none-match': etag });

    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });
});
