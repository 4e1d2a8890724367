import { describe, expect, it } from 'vitest';

import { splitLines, type Line } from './split-lines.ts';

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function split(text: string, size: number, max = 100): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of splitLines(pieces(text, size), max)) lines.push(line);
  return lines;
}

describe('splitting a file into lines', () => {
  it.each([1, 2, 3, 7, 1000])('gives the same lines from pieces of %d bytes', async (size) => {
    const lines = await split('one\r\n\n  \nzwölf €\nlast', size);

    expect(lines.map(({ number, text }) => [number, text?.trim()])).toEqual([
      [1, 'one'],
      [4, 'zwölf €'],
      [5, 'last'],
    ]);
  });

  it('gives nothing of an empty file', async () => {
    expect(await split('', 10)).toEqual([]);
    expect(await split('\n', 10)).toEqual([]);
  });

  it('keeps nothing of a line that is too long, and goes on behind it', async () => {
    const lines = await split(`${'x'.repeat(11)}\n${'y'.repeat(10)}\n${'z'.repeat(30)}`, 4, 10);

    expect(lines).toEqual([
      { number: 1, text: null, bytes: 11 },
      { number: 2, text: 'yyyyyyyyyy', bytes: 10 },
      { number: 3, text: null, bytes: 30 },
    ]);
  });
});
