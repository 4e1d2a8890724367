import { describe, expect, it } from 'vitest';

import { namesOrganization } from './names-organization.ts';

const acme = { githubId: 9, login: 'acme' };
const names = (payload: unknown) =>
  namesOrganization(new TextEncoder().encode(JSON.stringify(payload)), acme);

describe('whether a delivery is about an organisation', () => {
  it.each([
    ['its organisation', { organization: { id: 9, login: 'acme' } }],
    ['the owner of its repository', { repository: { owner: { id: 9, login: 'acme' } } }],
    ['where the App is installed', { installation: { account: { id: 9, login: 'acme' } } }],
    ['a name that it had before', { organization: { id: 9, login: 'former' } }],
    ['a name without an id', { repository: { owner: { login: 'ACME' } } }],
    [
      'whom a repository belonged to until then',
      {
        organization: { id: 10, login: 'other' },
        changes: { owner: { from: { organization: { id: 9, login: 'acme' } } } },
      },
    ],
  ])('is told by %s', (_, payload) => {
    expect(names(payload)).toBe(true);
  });

  it.each([
    ['another', { organization: { id: 10, login: 'other' } }],
    ['another that has taken its name', { organization: { id: 10, login: 'acme' } }],
    ['nobody', { zen: 'Keep it logically awesome.' }],
    ['a title that has its name in it', { pull_request: { title: 'For acme' } }],
  ])('is not told by %s', (_, payload) => {
    expect(names(payload)).toBe(false);
  });

  it('is told of what is no JSON by the name in it', () => {
    const text = (body: string) => namesOrganization(new TextEncoder().encode(body), acme);

    expect([text('{"organization":{"login":"Acme"'), text('{"organization":')]).toEqual([
      true,
      false,
    ]);
  });
});
