import { describe, expect, it } from 'vitest';

import { answer } from '../testing/answer.ts';
import type { AnsweredComparison } from './csv-rows.ts';
import { toCsv } from './to-csv.ts';

const comparison: AnsweredComparison = {
  id: 7,
  name: 'Pilot, all teams',
  measure: 'cycle_time',
  status: 'done',
  progress: 1,
  createdAt: '2026-03-01T00:00:00.000Z',
  finishedAt: null,
  frozen: false,
  primary: false,
  question: { tool: 'copilot', source: 'usage', from: null, to: null, teams: ['a', 'b'], seed: 1 },
  failure: null,
  ...answer,
};

const linesOf = (changed: Partial<AnsweredComparison>) =>
  toCsv({ ...comparison, ...changed }, { isSimulated: false }).split('\r\n');

describe('the table of an answer', () => {
  it('has as many cells in every row as in its head', () => {
    const lines = linesOf({
      name: 'plain',
      verdict: { ...answer.verdict, words: 'w', reasons: [] },
    });
    const widths = lines.slice(0, -1).map((line) => line.split(',').length);
    expect(new Set(widths)).toEqual(new Set([8]));
    expect(lines.at(-1)).toBe('');
  });

  it('quotes what holds a comma, a quote or a break', () => {
    expect(linesOf({})).toContain('comparison,name,"Pilot, all teams",,,,,');
    expect(toCsv({ ...comparison, name: 'a "b"\nc' }, { isSimulated: false })).toContain(
      'name,"a ""b""\nc",',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
    'takes the sting out of the text %j, which a spreadsheet would run',
    (name) => {
      expect(toCsv({ ...comparison, name }, { isSimulated: false })).toContain(
        `comparison,name,'${name},`,
      );
    },
  );

  it('leaves numbers below zero numbers', () => {
    expect(linesOf({})).toContain('effect,change,-12,-19,-4,percent,,');
  });

  it('has the weeks of the event study with interval, adopters and band', () => {
    const lines = linesOf({
      eventStudy: [{ week: -2, percent: 1.5, interval: [-1, 4], band: [-2, 5], n: 9 }],
    });
    expect(lines).toContain('event_study,-2,1.5,-1,4,percent,9,');
    expect(lines).toContain('event_study_band,-2,1.5,-2,5,percent,,');
  });

  it('has checks with their numbers, guards and what was left out', () => {
    const lines = linesOf({
      checks: [{ id: 'pre_trend', passed: false, words: 'w', numbers: { p: 0.01, date: null } }],
      guards: [{ measure: 'pr_size', percent: 3, interval: null, words: 'g' }],
      exclusions: [{ reason: 'bot_author', developers: 2, pullRequests: 30 }],
    });
    expect(lines).toContain('check,pre_trend,failed,,,,,w');
    expect(lines).toContain('check_number,pre_trend.p,0.01,,,,,');
    expect(lines).toContain('check_number,pre_trend.date,,,,,,');
    expect(lines).toContain('guard,pr_size,3,,,percent,,g');
    expect(lines).toContain('exclusion,bot_author,30,,,pull_requests,,');
  });
});
