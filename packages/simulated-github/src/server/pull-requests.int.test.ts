import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pullAt } from '../rest/pulls.ts';
import { withAddresses } from '../deliveries/addresses.ts';
import { acme, eventful, january } from '../testing/small-story.ts';
import { openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.github.close());

describe('a pull request over HTTP', () => {
  it('is the same object that a webhook of that instant carries', async () => {
    server.setClock(january(5, '12:00:00'));

    const answer = await server.get('/repos/acme/api/pulls/12');

    expect(answer.status).toBe(200);
    const told = withAddresses(pullAt(eventful, january(5, '12:00:00'), acme));
    expect(await answer.json()).toStrictEqual(JSON.parse(JSON.stringify(told)));
  });

  it('is not there before its opening', async () => {
    server.setClock(january(5, '09:59:59'));

    const answer = await server.get('/repos/acme/api/pulls/12');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toStrictEqual({
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest',
      status: '404',
    });
  });

  it('leaves the list of open ones when it is closed, and comes back when reopened', async () => {
    const open = async (at: Date) => {
      server.setClock(at);
      const answer = await server.get('/repos/acme/api/pulls');
      const list: unknown = await answer.json();
      return Array.isArray(list) ? list.length : -1;
    };

    expect(await open(january(6, '08:59:59'))).toBe(1);
    expect(await open(january(6, '09:00:00'))).toBe(0);
    expect(await open(january(6, '10:00:00'))).toBe(1);
    expect(await open(january(6, '09:00:00'))).toBe(0);
  });
});
