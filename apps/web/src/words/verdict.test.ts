import { describe, expect, test } from 'vitest';

import { readChange } from './readings.ts';
import { plain } from './rich.ts';
import { basis, explanation, headline, readVerdict, type Answer } from './verdict.ts';

type Claim = NonNullable<Answer['verdict']>['claim'];

type Change = readonly [percent: number, low: number, high: number];

function answer(claim: Claim, [percent, low, high]: Change, measure = 'cycle_time') {
  return {
    tool: 'copilot',
    measure,
    verdict: { claim, direction: percent < 0 ? 'lower' : 'higher', words: 'in words', reasons: [] },
    effect: { percent, interval: [low, high] as [number, number], p: 0.01 },
    levels: { before: 111_600, after: 83_160, expected: 94_680, unit: 'seconds' },
    n: { treatedDevelopers: 31, controlDevelopers: 40, pullRequests: 11_482, weeks: 50 },
    checks: [
      { id: 'pre_trend', passed: true },
      {
        id: 'detectable_effect',
        passed: false,
        numbers: { percent: 27.2, date: '2027-03-29' },
      },
    ],
  } satisfies Answer;
}

describe('the verb carries the claim', () => {
  test.each([
    ['effect', 'cycle_time', [-12, -19, -4], 'Adopting Copilot shortened cycle time by 12%.'],
    ['effect', 'review_time', [14, 5, 24], 'Adopting Copilot lengthened review time by 14%.'],
    ['effect', 'throughput', [8, 6, 11], 'Adopting Copilot raised throughput by 8%.'],
    [
      'effect',
      'cycle_time',
      [-2, -4, -1],
      'Adopting Copilot shortened cycle time slightly: 1% to 4%.',
    ],
    [
      'associated',
      'cycle_time',
      [-9, -17, -1],
      'Copilot adopters became 9% faster than the others. Copilot need not be the cause.',
    ],
    [
      'associated',
      'throughput',
      [9, 1, 17],
      'Throughput of Copilot adopters rose by 9% against the others. Copilot need not be the cause.',
    ],
    [
      'no_material_change',
      'throughput',
      [1, -2, 4],
      'Adopting Copilot left throughput where it was.',
    ],
    [
      'cannot_tell',
      'cycle_time',
      [-3, -22, 19],
      'We cannot tell yet whether Copilot changed cycle time.',
    ],
    [
      'descriptive_only',
      'cycle_time',
      [-3, -22, 19],
      'Cycle time went from 31 h to 23 h. No claim about why.',
    ],
  ] as const)('%s of %s', (...row) => {
    const [claim, measure, change, words] = row;

    expect(plain(headline(answer(claim, change, measure)))).toBe(words);
  });
});

describe('how sure it is', () => {
  test('an effect is told with its interval and in its own unit', () => {
    expect(plain(explanation(answer('effect', [-12, -19, -4])))).toBe(
      'The data fit anything from 4% to 19% shorter (95% interval). Adopters need 23 h where they would have needed 26 h.',
    );
  });

  test('what cannot be told says what would be missed, and when it may be told', () => {
    expect(plain(explanation(answer('cannot_tell', [-3, -22, 19])))).toBe(
      'The data fit anything from 22% shorter to 19% longer (95% interval). With 31 adopters we would miss changes under 27%. A change of 15% would show by March 2027 at the earliest.',
    );
  });

  test('a change that stands out but may not be told says what forbids it', () => {
    const told = answer('cannot_tell', [-11, -18, -3]);
    const reasons = [{ rule: 'breakdown', words: 'The answer falls with little drift.' }];

    expect(plain(explanation({ ...told, verdict: { ...told.verdict, reasons } }))).toBe(
      'The data fit anything from 3% to 18% shorter (95% interval). The answer falls with little drift.',
    );
  });

  test('no material change is a finding, with its bounds', () => {
    expect(plain(explanation(answer('no_material_change', [1, -2, 4])))).toBe(
      'Any change is smaller than 5%: the interval lies between −2% and +4%.',
    );
  });

  test('it rests on so many, and on its checks', () => {
    expect(basis(answer('effect', [-12, -19, -4]))).toEqual({
      n: 'n = 31 adopters against 40 who had not adopted yet, 11,482 pull requests, 50 weeks.',
      checks: '1 of 2 checks passed, 1 caution.',
    });
  });
});

describe('colour follows the wanted direction, never the sign', () => {
  test.each([
    ['cycle_time', [-12, -19, -4], { tone: 'better', words: 'shorter' }],
    ['throughput', [-12, -19, -4], { tone: 'worse', words: 'lower' }],
    ['review_load', [9, 2, 16], { tone: 'worse', words: 'heavier' }],
    ['revert_rate', [6, -14, 31], { tone: 'unsure', words: 'cannot tell' }],
    ['pr_size', [1, -2, 4], { tone: 'same', words: 'no material change' }],
  ] as const)('%s changed by %j', (measure, [percent, low, high], reading) => {
    expect(readChange(measure, { percent, interval: [low, high] })).toMatchObject(reading);
  });

  test('what is not claimed has no colour', () => {
    expect(readVerdict(answer('cannot_tell', [-30, -40, -20])).tone).toBe('unsure');
    expect(readVerdict(answer('descriptive_only', [-30, -40, -20])).tone).toBe('plain');
    expect(readVerdict(answer('effect', [-30, -40, -20])).tone).toBe('better');
  });
});
