import type { ProblemField } from '@uplift/contracts';
import type { z } from 'zod';

import { ProblemError } from './problem.ts';

type Place = ProblemField['in'];

/**
 * Parses one part of a request. No text may hold the character NUL, which PostgreSQL does not keep.
 *
 * @throws {ProblemError} 400, naming every rejected field, unknown ones too
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  place: Place,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw invalidRequest(parsed.error.issues.flatMap((issue) => fieldsOf(issue, place)));
  }
  const names = namesOfNul(parsed.data, []);
  if (names.length === 0) return parsed.data;
  const detail = 'must not hold the character NUL';
  throw invalidRequest(names.map((name) => ({ in: place, name, detail })));
}

/** The names of the fields that hold one. */
function namesOfNul(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [path.join('.')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => namesOfNul(inner, [...path, name]));
}

const words = {
  path: 'path parameter',
  query: 'query parameter',
  header: 'header',
  body: 'field',
} as const satisfies Record<Place, string>;

/** A 400 that names each field. */
export function invalidRequest(errors: ProblemField[]): ProblemError {
  return new ProblemError({
    status: 400,
    type: '/problems/invalid-request',
    title: 'The request is not valid',
    detail: errors
      .map(({ in: place, name, detail }) => `${words[place]} "${name}" ${detail}`)
      .join('; '),
    errors,
  });
}

function fieldsOf(issue: z.core.$ZodIssue, place: Place): ProblemField[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') {
    return [{ in: place, name: path.join('.'), detail: issue.message }];
  }
  return issue.keys.map((key) => ({
    in: place,
    name: [...path, key].join('.'),
    detail: 'is not known here',
  }));
}
