import { describe, expect, it } from 'vitest';

import { ada, payloadJson } from '../testing/payloads.ts';
import { groupsOf, observationsOf } from '../testing/reading.ts';
import { normaliseDelivery } from './normalise-delivery.ts';

const acme = { id: 9, login: 'acme' };
const acmeRef = { githubId: 9, login: 'acme' };
const api = { githubId: 7, fullName: 'acme/api' };

describe('an installation delivery', () => {
  const payload = (action: string) => ({
    action,
    installation: { id: 44, account: acme },
    repositories: [{ id: 7, full_name: 'acme/api', private: true }],
  });

  it('brings the repositories, whose organisation is the account', () => {
    expect(groupsOf('installation', payload('created'))).toEqual([
      {
        organization: acmeRef,
        observations: [
          { kind: 'organization', organization: acmeRef },
          { kind: 'installation', installationId: 44, status: 'active' },
          { kind: 'repository', repository: api, isPrivate: true, removed: false },
        ],
      },
    ]);
  });

  it('of an enterprise, which has no repositories, is left aside', () => {
    const account = { id: 77, slug: 'group', name: 'Group' };
    const delivery = {
      event: 'installation',
      payload: { action: 'created', installation: { id: 45, account }, repositories: [] },
      receivedAt: new Date('2026-01-01T00:00:00Z'),
    };

    expect(normaliseDelivery(delivery)).toEqual({
      outcome: 'ignored',
      reason: 'the App is installed at an enterprise',
    });
  });

  it.each([
    ['deleted', 'removed', true],
    ['suspend', 'suspended', undefined],
    ['unsuspend', 'active', undefined],
    ['new_permissions_accepted', 'active', undefined],
  ])('with %s leaves it %s', (action, status, removed) => {
    const [, installation, repository] = observationsOf('installation', payload(action));

    expect(installation).toEqual({ kind: 'installation', installationId: 44, status });
    expect(repository).toEqual({
      kind: 'repository',
      repository: api,
      isPrivate: true,
      ...(removed === undefined ? {} : { removed }),
    });
  });

  it('tells repositories that came from those that left', () => {
    const observations = observationsOf('installation_repositories', {
      action: 'removed',
      installation: { id: 44, account: acme },
      repositories_added: [{ id: 8, full_name: 'acme/web' }],
      repositories_removed: [{ id: 7, full_name: 'acme/api' }],
    });

    expect(observations).toEqual([
      { kind: 'repository', repository: api, removed: true },
      { kind: 'repository', repository: { githubId: 8, fullName: 'acme/web' }, removed: false },
    ]);
  });
});

describe('a repository delivery', () => {
  const repository = {
    id: 7,
    full_name: 'acme/api',
    archived: true,
    private: false,
    default_branch: 'main',
  };

  it('tells what the repository is now', () => {
    expect(observationsOf('repository', payloadJson({ action: 'archived', repository }))).toEqual([
      {
        kind: 'repository',
        repository: api,
        archived: true,
        isPrivate: false,
        defaultBranch: 'main',
      },
    ]);
  });

  it('tells that it was deleted', () => {
    expect(
      observationsOf('repository', payloadJson({ action: 'deleted', repository })),
    ).toMatchObject([{ removed: true }]);
  });

  it('after a transfer leaves the former owner and joins the new one', () => {
    const changes = { owner: { from: { organization: { id: 5, login: 'before' } } } };

    const groups = groupsOf(
      'repository',
      payloadJson({ action: 'transferred', repository, changes }),
    );

    expect(groups).toMatchObject([
      {
        organization: { githubId: 5, login: 'before' },
        observations: [{ repository: { githubId: 7, fullName: 'before/api' }, removed: true }],
      },
      { organization: acmeRef, observations: [{ repository: api, removed: false }] },
    ]);
  });
});

describe('a team delivery', () => {
  const team = { id: 3, slug: 'payments', name: 'Payments' };
  const ref = { githubId: 3, slug: 'payments' };

  it('tells its name, and that it was deleted', () => {
    expect(observationsOf('team', { action: 'edited', organization: acme, team })).toEqual([
      { kind: 'team', team: ref, name: 'Payments' },
    ]);
    expect(observationsOf('team', { action: 'deleted', organization: acme, team })).toEqual([
      { kind: 'team', team: ref, name: 'Payments', removed: true },
    ]);
  });

  it.each(['added', 'removed'])('dates a member %s by the UTC day of arrival', (action) => {
    const payload = { action, organization: acme, team, member: ada };

    expect(observationsOf('membership', payload)).toEqual([
      {
        kind: 'team_membership_change',
        team: ref,
        member: { githubId: 1, login: 'ada', type: 'User' },
        change: action,
        on: '2026-03-05',
      },
    ]);
  });

  it('makes the slug of a team deleted meanwhile from its name', () => {
    const payload = {
      action: 'removed',
      organization: acme,
      team: { id: 3, name: 'Core Büro!' },
      member: ada,
    };

    expect(observationsOf('membership', payload)).toMatchObject([{ team: { slug: 'core-b-ro' } }]);
  });
});

describe('deliveries of the rest', () => {
  it('of an organisation tell its login', () => {
    expect(observationsOf('organization', { action: 'renamed', organization: acme })).toEqual([
      { kind: 'organization', organization: acmeRef },
    ]);
  });

  it('of a collaborator tell the repository', () => {
    expect(observationsOf('member', payloadJson({ action: 'added', member: ada }))).toEqual([
      { kind: 'repository', repository: api },
    ]);
  });

  it('of a push tell the presence of each author on each UTC day once', () => {
    // given
    const commits = [
      { timestamp: '2026-03-02T23:30:00-02:00', author: { username: 'ada' } },
      { timestamp: '2026-03-03T01:30:00Z', author: { username: 'Ada' } },
      { timestamp: '2026-03-02T10:00:00Z', author: { username: 'ada' } },
      { timestamp: '2026-03-02T10:00:00Z', author: { name: 'No Account' } },
    ];

    // when
    const [repository, ...activity] = observationsOf('push', payloadJson({ commits }));

    // then
    expect(repository).toEqual({ kind: 'repository', repository: api });
    expect(activity).toMatchObject([
      { kind: 'activity', repository: api, day: '2026-03-03', actor: { githubId: null } },
      { kind: 'activity', repository: api, day: '2026-03-02', actor: { login: 'ada' } },
    ]);
  });
});

describe('an organization delivery', () => {
  it('tells who left, by number', () => {
    const membership = { user: { id: 2, login: 'grace' }, role: 'member' };
    const payload = { action: 'member_removed', organization: acme, membership };

    expect(observationsOf('organization', payload)).toEqual([
      { kind: 'organization', organization: acmeRef },
      { kind: 'organization_departure', githubUserId: 2 },
    ]);
  });
});
