import { describe, expect, test } from 'vitest';

import type { Health } from '../api/health.ts';
import { emptyWords, situationOf, type Looked } from './empty.ts';

type Known = Pick<Health, 'installationStatus' | 'repositories' | 'sources'>;

const looked: Looked = { from: '2026-05-25', zone: 'UTC' };
const repository: Known['repositories'][number] = {
  repository: 'acme/api',
  pullRequests: 12,
  lastEventAt: '2026-11-20T09:00:00Z',
  removed: false,
  backfill: null,
  completeness: [],
};
const never = { state: 'never', reason: null } as const;
const files: Known = {
  installationStatus: 'none',
  repositories: [repository],
  sources: [
    { source: 'seats', ...never },
    { source: 'usage', ...never },
  ],
};
const told = (...asked: Parameters<typeof situationOf>) => {
  const { title, text } = emptyWords(asked[0], situationOf(...asked));
  return `${title} ${text}`;
};

describe('a chart without any figure says why, and what will bring one:', () => {
  test('nothing has come at all', () => {
    const nothing = { ...files, repositories: [{ ...repository, lastEventAt: null }] };

    expect(told('cycle_time', nothing, looked)).toBe(
      'Nothing has come yet. Cycle time appears with the first merged pull request, about two minutes later.',
    );
  });

  test('history is on its way, newest first', () => {
    const backfill = { state: 'running', done: 40, total: 120, eta: null } as const;
    const loading = { ...files, repositories: [{ ...repository, backfill }] };

    expect(told('stages', loading, looked)).toBe(
      'History is still loading. 40 of 120 pull requests · 1 repository to go. The newest comes first.',
    );
  });

  test('all that is known lies before the period', () => {
    expect(told('open_now', files, { ...looked, from: '2026-11-23' })).toBe(
      'Nothing in this period. The last event is of 20 Nov 2026. Choose a period that reaches back to it.',
    );
  });

  test('the filters leave nothing over, and can be taken away', () => {
    const narrowed = { ...looked, team: 'payments', authorship: 'agent' } as const;

    expect(emptyWords('throughput', situationOf('throughput', files, narrowed))).toEqual({
      title: 'Nothing matches these filters.',
      text: 'Nothing is known of payments, authorship agent in this period.',
    });
  });

  test('a filter that does not narrow a chart is not to blame', () => {
    const narrowed = { ...looked, team: 'payments', repository: 'acme/api' };

    expect(told('seats', files, narrowed)).toContain('No Copilot is connected');
    expect(told('starts', files, narrowed)).toContain('Nothing is known of payments in this');
  });

  test('no Copilot is connected, GitHub refused it, or it was not asked yet', () => {
    const app = { ...files, installationStatus: 'active' } as const;
    const usage = (state: 'refused' | 'ok', reason: string | null): Known => ({
      ...app,
      sources: [{ source: 'usage', state, reason }],
    });
    const refused = usage('refused', 'The policy is off.');
    const working = usage('ok', null);

    expect(told('adoption', files, looked)).toContain('No Copilot data yet. No Copilot is');
    expect(told('adoption', app, looked)).toContain('Copilot was not asked yet');
    expect(told('adoption', refused, looked)).toContain('The policy is off.');
    expect(told('adoption', working, looked)).toContain('Nothing in this period.');
  });
});
