import { z } from 'zod';

import { invalidRequest } from './parse.ts';

const IdCursor = z.tuple([z.int().min(0)]);

/** A position in a list, as an opaque text. */
export function writeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back.
 *
 * @throws {ProblemError} 400 if it is none of ours
 */
export function readCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw cursorProblem('is not a cursor that this list gave');
}

/** A 400 about the cursor. */
export function cursorProblem(detail: string): Error {
  return invalidRequest([{ in: 'query', name: 'cursor', detail }]);
}

/** The id that a cursor of a list by ids stands at; null at its beginning. */
export function readIdCursor(cursor: string | undefined): number | null {
  return cursor === undefined ? null : readCursor(IdCursor, cursor)[0];
}

/**
 * A page of a list by ids.
 *
 * @param rows - one more than the page holds, if there are more
 */
export function pageById<Row extends { readonly id: number }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
