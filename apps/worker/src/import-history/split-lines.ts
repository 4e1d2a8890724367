/** A line of a file; `text` is null where it was too long to be read. */
export type Line = {
  /** From 1. */
  readonly number: number;
  readonly text: string | null;
  readonly bytes: number;
};

const NEWLINE = 0x0a;

/**
 * Splits pieces of a UTF-8 file into its lines, blank ones left out. Of a line longer than the limit
 * nothing is kept, so memory stays bounded whatever the file holds.
 */
export async function* splitLines(
  pieces: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let bytes = 0;
  const keep = (part: Buffer) => {
    bytes += part.byteLength;
    if (bytes > maxLineBytes) parts = [];
    else parts.push(part);
  };
  const take = (): Line => {
    const text = bytes > maxLineBytes ? null : Buffer.concat(parts).toString('utf8');
    const line = { number, text, bytes };
    [parts, bytes] = [[], 0];
    number += 1;
    return line;
  };

  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      keep(piece.subarray(start, end));
      start = end + 1;
      const line = take();
      if (!isBlank(line)) yield line;
    }
    keep(piece.subarray(start));
  }
  const last = take();
  if (!isBlank(last)) yield last;
}

function isBlank({ text }: Line): boolean {
  return text !== null && text.trim() === '';
}
