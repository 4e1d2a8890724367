import { describe, expect, it } from 'vitest';

import { departures } from './departures.ts';
import { readPublishedSchema } from './published-schema.ts';

const published = readPublishedSchema();
const team = published.answerOf('GET /orgs/{org}/teams', 200) ?? { kind: 'anything' };

const payments = {
  id: 3,
  node_id: 'T_1',
  name: 'Payments',
  slug: 'payments',
  description: null,
  permission: 'pull',
  url: 'https://api.github.com/organizations/9/team/3',
  html_url: 'https://github.com/orgs/acme/teams/payments',
  members_url: 'https://api.github.com/organizations/9/team/3/members{/member}',
  repositories_url: 'https://api.github.com/organizations/9/team/3/repos',
  type: 'organization',
  parent: null,
};

describe('departures', () => {
  it('has nothing to say of what GitHub would send', () => {
    expect(departures([payments, payments], team)).toStrictEqual([]);
  });

  it('finds a key that is missing, one that is unknown, and a value of another kind', () => {
    const { slug: _, ...nameless } = payments;

    const found = departures([{ ...nameless, colour: 'red', id: '3' }], team);

    expect(found).toStrictEqual(['-[].slug', '[].id: "3"', '+[].colour']);
  });

  it('finds a word that is none of those allowed', () => {
    expect(departures([{ ...payments, type: 'club' }], team)).toStrictEqual(['[].type: "club"']);
  });

  it('measures against the choice that comes nearest', () => {
    const parent = { ...payments, parent: undefined, members_url: 7 };

    expect(departures([{ ...payments, parent }], team)).toContain('[].parent.members_url: number');
  });

  it('finds an instant that is not in whole seconds', () => {
    const membership = published.answerOf('GET /users/{username}', 200) ?? { kind: 'anything' };

    const found = departures({ created_at: '2026-01-01T00:00:00.500Z' }, membership);

    expect(found).toContain('.created_at: 2026-01-01T00:00:00.500Z');
  });
});

describe('answerOf', () => {
  it('knows that some answers have no body', () => {
    expect(published.answerOf('GET /orgs/{org}/members/{username}', 204)).toBeNull();
  });

  it('throws for what GitHub does not describe', () => {
    expect(() => published.answerOf('GET /nowhere', 200)).toThrow(RangeError);
    expect(() => published.answerOf('GET /meta', 418)).toThrow(RangeError);
  });
});
