/** A piece of a report file that should be one row. */
export type RowText =
  | { readonly kind: 'row'; readonly text: string; readonly isLast: boolean }
  /** Longer than a row may be; its content is gone. */
  | { readonly kind: 'too_long' };

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const ARRAY = 0x5b;
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, NEWLINE, 0xef, 0xbb, 0xbf]);

/**
 * Cuts a file into the texts of its rows as it comes in: a line each, or, where the file is one JSON
 * array, an element each. Holds one row at a time, and of one longer than `longest` bytes nothing.
 */
export async function* splitRows(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<RowText> {
  const row = createRow(longest);
  let find: Cutter | null = null;
  for await (const chunk of chunks) {
    let from: number = find === null ? firstOf(chunk) : 0;
    if (from === chunk.length) continue;
    if (find === null) {
      const isArray = chunk[from] === ARRAY;
      find = isArray ? arrayCutter() : lineCutter;
      if (isArray) from += 1;
    }
    for (;;) {
      const end: number = find(chunk, from);
      row.add(chunk.subarray(from, end === -1 ? chunk.length : end));
      if (end === -1) break;
      yield* row.take(false);
      from = end + 1;
    }
  }
  yield* row.take(true);
}

/** Where a row ends in a chunk, from a position on; -1 if it goes on in the next. */
type Cutter = (chunk: Uint8Array, from: number) => number;

const lineCutter: Cutter = (chunk, from) => chunk.indexOf(NEWLINE, from);

function firstOf(chunk: Uint8Array): number {
  const found = chunk.findIndex((byte) => !BLANK.has(byte));
  return found === -1 ? chunk.length : found;
}

/** Ends elements at the commas and the bracket of the array itself, not at those within. */
function arrayCutter(): Cutter {
  let depth = 0;
  let inText = false;
  let isEscaped = false;
  return (chunk, from) => {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (OPENING.has(byte)) depth += 1;
      else if (depth === 0 && (byte === COMMA || CLOSING.has(byte))) return at;
      else if (CLOSING.has(byte)) depth -= 1;
    }
    return -1;
  };
}

/** The bytes of the row that is coming in. */
function createRow(longest: number) {
  let pieces: Uint8Array[] = [];
  let size = 0;
  return {
    add: (piece: Uint8Array): void => {
      size += piece.length;
      if (size > longest) pieces = [];
      else if (piece.length > 0) pieces.push(piece);
    },
    /** The row, unless it is blank; then the next one begins. */
    take: (isLast: boolean): readonly RowText[] => {
      const isLong = size > longest;
      const text = isLong ? '' : new TextDecoder().decode(joined(pieces)).trim();
      pieces = [];
      size = 0;
      if (isLong) return [{ kind: 'too_long' }];
      return text === '' ? [] : [{ kind: 'row', text, isLast }];
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
}
