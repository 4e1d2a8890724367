import { describe, expect, it } from 'vitest';

import { payloadJson } from '../testing/payloads.ts';
import { observationsOf } from '../testing/reading.ts';

const repository = { githubId: 7, fullName: 'acme/api' };

const deployment = {
  id: 81,
  sha: 'abc123',
  ref: 'main',
  environment: 'production',
  created_at: '2026-03-04T10:00:00Z',
};

const deployed = {
  kind: 'deployment',
  repository,
  deploymentId: 81,
  sha: 'abc123',
  ref: 'main',
  environment: 'production',
  createdAt: new Date('2026-03-04T10:00:00Z'),
};

describe('deliveries of deployments and releases', () => {
  it('tell the deployment', () => {
    expect(observationsOf('deployment', payloadJson({ action: 'created', deployment }))).toEqual([
      deployed,
    ]);
  });

  it('tell the status and its deployment', () => {
    const status = { id: 82, state: 'success', created_at: '2026-03-04T10:05:00Z' };
    const payload = payloadJson({ action: 'created', deployment, deployment_status: status });

    expect(observationsOf('deployment_status', payload)).toEqual([
      deployed,
      {
        kind: 'deployment_status',
        repository,
        deploymentId: 81,
        statusId: 82,
        state: 'success',
        createdAt: new Date('2026-03-04T10:05:00Z'),
      },
    ]);
  });

  it.each([
    ['published', { draft: false }, { publishedAt: new Date('2026-03-04T11:00:00Z') }],
    ['created', { draft: true }, { publishedAt: null }],
    ['deleted', { draft: false }, { publishedAt: new Date('2026-03-04T11:00:00Z'), removed: true }],
  ])('tell a release that is %s', (action, state, expected) => {
    const published = '2026-03-04T11:00:00Z';
    const release = {
      id: 91,
      tag_name: 'v1',
      prerelease: false,
      published_at: published,
      ...state,
    };

    expect(observationsOf('release', payloadJson({ action, release }))).toEqual([
      {
        kind: 'release',
        repository,
        releaseId: 91,
        tag: 'v1',
        prerelease: false,
        ...expected,
      },
    ]);
  });
});
