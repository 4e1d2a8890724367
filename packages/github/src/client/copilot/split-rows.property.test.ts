import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { splitRows } from './split-rows.ts';

const longest = 1000;

/** Cuts bytes into chunks of the given sizes, and the rest. */
async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    yield bytes.subarray(from, from + size);
    from += size;
  }
  yield bytes.subarray(from);
}

async function rowsOf(file: string, sizes: readonly number[] = []): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const row of splitRows(cut(new TextEncoder().encode(file), sizes), longest)) {
    rows.push(row.kind === 'row' ? JSON.parse(row.text) : row.kind);
  }
  return rows;
}

const objects = fc.array(
  fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 })),
  {
    maxLength: 8,
  },
);
const sizes = fc.array(fc.nat(40), { maxLength: 30 });
const ends = fc.constantFrom('\n', '\r\n', '\n\n', '\n \n');

const short = objects.filter((rows) => rows.every((row) => JSON.stringify(row).length < 300));

describe('the rows of a file, however it is cut into pieces', () => {
  test('are its lines', async () => {
    await fc.assert(
      fc.asyncProperty(short, ends, sizes, async (rows, end, pieces) => {
        const file = rows.map((row) => `${JSON.stringify(row)}${end}`).join('');

        expect(await rowsOf(file, pieces)).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });

  test('are the elements of an array, also where it is laid out over lines', async () => {
    await fc.assert(
      fc.asyncProperty(short, fc.nat(3), sizes, async (rows, indent, pieces) => {
        const file = JSON.stringify(rows, null, indent);
        fc.pre(file.length / Math.max(1, rows.length) < longest);

        expect(await rowsOf(file, pieces)).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });
});

test.each([
  ['an empty file', '', []],
  ['blank lines', '\n\n  \n', []],
  ['an empty array', ' [ ] ', []],
  ['a byte order mark', '\uFEFF{"a":1}\n', [{ a: 1 }]],
  ['a last line without its end', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
  [
    'brackets and quotes in texts',
    '[{"a":"]},{\\"["},{"b":"\\\\"}]',
    [{ a: ']},{"[' }, { b: '\\' }],
  ],
])('%s', async (_what, file, rows) => {
  expect(await rowsOf(file)).toEqual(rows);
});

test('a row that is too long is left out, and those around it stay', async () => {
  const long = JSON.stringify({ a: 'x'.repeat(longest) });

  expect(await rowsOf(`{"a":1}\n${long}\n{"a":2}\n`, [5, 700, 90])).toEqual([
    { a: 1 },
    'too_long',
    { a: 2 },
  ]);
  expect(await rowsOf(`[{"a":1},${long},{"a":2}]`)).toEqual([{ a: 1 }, 'too_long', { a: 2 }]);
});
