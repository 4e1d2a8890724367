import { describe, expect, test } from 'vitest';

import type { Preview } from '../../api/comparison-actions.ts';
import { ApiError } from '../../api/problem-error.ts';
import { refusalOf } from './use-preview.ts';

const preview = (treatedDevelopers: number, controlDevelopers: number): Preview => ({
  question: { tool: 'copilot', source: 'usage', from: null, to: null, teams: null, seed: 1 },
  method: 'group_time_ratio',
  n: { treatedDevelopers, controlDevelopers, clusters: 2, pullRequests: 40, weeks: 20 },
  clusteredBy: 'team',
  detectable: { percent: null, words: 'None can be seen.' },
  weeks: { before: 0, after: 0 },
  starts: { first: null, last: null },
  exclusions: [],
  hurdles: [],
});

const refused = (status: number, detail: string | null) =>
  new ApiError({ kind: 'refused', status, detail, requestId: null }, new Date(0));

describe('whether a question may be run', () => {
  test('it may with five people, and not with four', () => {
    expect(refusalOf(preview(3, 2), null)).toBeNull();
    expect(refusalOf(preview(3, 1), null)).toContain('smaller than 5 people');
    expect(refusalOf(preview(3, 2), null, 6)).toContain('smaller than 6 people');
  });

  test('it may not where the server refuses it, in the words of the server', () => {
    expect(refusalOf(undefined, refused(422, 'no such cohort'))).toBe('no such cohort');
    expect(refusalOf(undefined, refused(404, null))).toBe('This cannot be asked.');
  });

  test('a server that is broken for a moment refuses nothing', () => {
    expect(refusalOf(undefined, refused(503, 'busy'))).toBeNull();
    expect(refusalOf(undefined, null)).toBeNull();
  });
});
