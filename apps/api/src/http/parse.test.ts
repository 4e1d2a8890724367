import { expect, test } from 'vitest';
import { z } from 'zod';

import { parse } from './parse.ts';

const schema = z.strictObject({
  name: z.string().nullable(),
  names: z.array(z.string()),
  days: z.coerce.number().optional(),
});

test('a request is taken as its schema has it', () => {
  const input = { name: null, names: ['core', ''], days: '30' };
  expect(parse(schema, input, 'query')).toEqual({ ...input, days: 30 });
});

test('a text with the character NUL is refused by the name of its field, wherever it is', () => {
  const input = { name: 'a\0', names: ['core', 'b\0c'] };

  expect(() => parse(schema, input, 'body')).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        status: 400,
        errors: [
          { in: 'body', name: 'name', detail: 'must not hold the character NUL' },
          { in: 'body', name: 'names.1', detail: 'must not hold the character NUL' },
        ],
      }),
    }),
  );
});

test('a field that is not known is named', () => {
  expect(() => parse(schema, { name: null, names: [], more: 1 }, 'body')).toThrow(
    'field "more" is not known here',
  );
});
