import { describe, expect, it } from 'vitest';

import { mergeMemberships, type Interval, type MembershipWord } from './merge-memberships.ts';

const during = (from: string, to: string | null): MembershipWord & Interval => ({
  kind: 'interval',
  from,
  to,
});
const added = (on: string): MembershipWord => ({ kind: 'added', on });
const removed = (on: string): MembershipWord => ({ kind: 'removed', on });

const absent = (from: string, to: string): MembershipWord => ({ kind: 'absent', from, to });

const plain = ({ from, to }: Interval): Interval => ({ from, to });

describe('times in a team', () => {
  it.each<[string, MembershipWord[], Interval[]]>([
    ['a stated time is taken', [during('2025-01-01', null)], [{ from: '2025-01-01', to: null }]],
    ['an empty time is none', [during('2025-01-01', '2025-01-01')], []],
    [
      'of two with one beginning the one with a known end stands',
      [during('2025-01-01', null), during('2025-01-01', '2025-06-01')],
      [{ from: '2025-01-01', to: '2025-06-01' }],
    ],
    [
      'times that overlap become one',
      [during('2025-01-01', '2025-04-01'), during('2025-03-01', null)],
      [{ from: '2025-01-01', to: null }],
    ],
    [
      'times that only touch stay two',
      [during('2025-01-01', '2025-03-01'), during('2025-03-01', '2025-05-01')],
      [
        { from: '2025-01-01', to: '2025-03-01' },
        { from: '2025-03-01', to: '2025-05-01' },
      ],
    ],
    [
      'joining opens a time and leaving ends it, in whatever order they are told',
      [removed('2025-02-01'), added('2025-01-01')],
      [{ from: '2025-01-01', to: '2025-02-01' }],
    ],
    [
      'joining while one lasts changes nothing',
      [during('2025-01-01', null), added('2025-02-01')],
      [{ from: '2025-01-01', to: null }],
    ],
    ['leaving without having joined says nothing', [removed('2025-02-01')], []],
    [
      'joining late ends where the next time begins',
      [during('2025-03-01', null), added('2025-01-01')],
      [
        { from: '2025-01-01', to: '2025-03-01' },
        { from: '2025-03-01', to: null },
      ],
    ],
    [
      'having been absent is taken out of a time that is only assumed, from its beginning',
      [during('1970-01-01', null), absent('1970-01-01', '2025-02-01')],
      [{ from: '2025-02-01', to: null }],
    ],
    [
      'and from its middle, more than once',
      [
        during('1970-01-01', '2025-09-01'),
        absent('2025-02-01', '2025-03-01'),
        absent('2025-05-01', '2025-06-01'),
      ],
      [
        { from: '1970-01-01', to: '2025-02-01' },
        { from: '2025-03-01', to: '2025-05-01' },
        { from: '2025-06-01', to: '2025-09-01' },
      ],
    ],
    [
      'a time whose beginning is known stands',
      [during('2025-01-01', null), absent('2025-02-01', '2025-03-01')],
      [{ from: '2025-01-01', to: null }],
    ],
  ])('%s, and saying it again changes nothing', (_, words, expected) => {
    const once = mergeMemberships([], words);

    expect(once.map(plain)).toEqual(expected);
    expect(mergeMemberships(once, words).map(plain)).toEqual(expected);
  });
});
