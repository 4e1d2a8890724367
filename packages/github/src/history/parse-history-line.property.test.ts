import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { damagedLines, goodLines } from '../testing/lines.ts';
import { parseHistoryLine } from './parse-history-line.ts';

type Json = Readonly<Record<string, unknown>>;

const runs = { numRuns: 500 };

/** Adds a field that nobody reads to every object of the line. */
function withUnknownFields(json: Json, value: unknown): Json {
  const entries = Object.entries(json).map(([key, inner]) => {
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return [key, isObject ? withUnknownFields({ ...inner }, value) : inner];
  });
  return { ...Object.fromEntries(entries), 'x-unheard-of': value };
}

function datesIn(value: unknown): readonly Date[] {
  if (value instanceof Date) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
}

describe('parseHistoryLine, for any line', () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(parseHistoryLine(text).outcome).toBe('skipped');
      }),
      runs,
    );
  });

  it('never throws where a value is not as GitHub writes it, and gives stores no poison', () => {
    fc.assert(
      fc.property(damagedLines, (line) => {
        const read = parseHistoryLine(JSON.stringify(line));

        const json = JSON.stringify(read);
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(read.outcome === 'skipped' ? read.reason : 'read').toMatch(/^[a-z_]+$/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads only instants that every store can hold', () => {
    fc.assert(
      fc.property(damagedLines, (line) => {
        const times = datesIn(parseHistoryLine(JSON.stringify(line))).map((date) => date.getTime());

        expect(times.every((time) => time >= 0 && time < Date.UTC(10_000, 0))).toBe(true);
      }),
      runs,
    );
  });

  it('takes no notice of unknown fields', () => {
    // The row of the report and the payload of a delivery are kept whole, so they do change.
    const readLines = goodLines.filter(
      ({ kind }) => kind !== 'delivery' && kind !== 'copilot_user_day',
    );

    fc.assert(
      fc.property(fc.constantFrom(...readLines), fc.jsonValue({ maxDepth: 2 }), (line, value) => {
        const more = withUnknownFields(line, value);

        expect(parseHistoryLine(JSON.stringify(more))).toEqual(
          parseHistoryLine(JSON.stringify(line)),
        );
      }),
      runs,
    );
  });

  it('reads every good line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...goodLines), (line) => {
        expect(parseHistoryLine(JSON.stringify(line)).outcome).not.toBe('skipped');
      }),
    );
  });
});
