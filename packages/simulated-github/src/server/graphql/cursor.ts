import { failure } from './failure.ts';

/** What a cursor stands for: the place of an item by what does not change when others come. */
export type CursorKey = readonly (string | number)[];

const PREFIX = 'cursor:v2:';

/** A cursor as clients see it: they may keep it, and cannot read it. */
export function cursorOf(key: CursorKey): string {
  return Buffer.from(`${PREFIX}${JSON.stringify(key)}`).toString('base64');
}

/**
 * What a cursor stands for.
 *
 * @throws {GraphQLError} if it was never given out
 */
export function readCursor(cursor: string): CursorKey {
  const text = Buffer.from(cursor, 'base64').toString();
  const key = text.startsWith(PREFIX) ? parsed(text.slice(PREFIX.length)) : null;
  if (key === null) {
    const message = `\`${cursor}\` does not appear to be a valid cursor.`;
    throw failure('INVALID_CURSOR_ARGUMENTS', message);
  }
  return key;
}

function parsed(text: string): CursorKey | null {
  try {
    const key: unknown = JSON.parse(text);
    return Array.isArray(key) ? key : null;
  } catch {
    return null;
  }
}
