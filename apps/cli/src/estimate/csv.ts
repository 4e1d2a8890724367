/** A table that cannot be read, with the line to look at. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
}

/** One record and the line of the file on which it begins, from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

/**
 * The records of comma-separated text (RFC 4180): lines end with LF or CRLF, fields may be quoted and
 * then hold commas, quotes (doubled) and line ends. A byte order mark and empty lines are skipped.
 *
 * @throws {CsvError} if a quoted field is not closed, or goes on after its closing quote
 */
export function* csvRecords(text: string): Generator<CsvRecord> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const plain = text.slice(at, end).replace(/\r$/, '');
    if (!plain.includes('"')) {
      if (plain !== '') yield { line, fields: plain.split(',') };
      at = end + 1;
      line += 1;
      continue;
    }
    const record = quotedRecord(text, at, line);
    yield { line, fields: record.fields };
    line += countLines(text, at, record.end);
    at = record.end;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Reads field by field, since a line end may be inside one. */
function quotedRecord(text: string, from: number, line: number) {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at, line) : plainField(text, at);
    fields.push(field.value);
    at = field.end;
    if (text[at] !== ',') break;
    at += 1;
  }
  if (text[at] === '\r') at += 1;
  if (at < text.length && text[at] !== '\n') {
    throw new CsvError(`line ${line}: text after a closing quote`);
  }
  return { fields, end: at + 1 };
}

function plainField(text: string, from: number) {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  if (text[end] !== ',' && text[end - 1] === '\r') end -= 1;
  return { value: text.slice(from, end), end };
}

function quotedField(text: string, from: number, line: number) {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new CsvError(`line ${line}: a quoted field is not closed`);
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}
