import { z } from 'zod';

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** How a list is asked for page by page. */
export const pagingParameters = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number from 1 to ${MAX_LIMIT}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, `must be from 1 to ${MAX_LIMIT}`)
    .default(DEFAULT_LIMIT)
    .meta({
      description: `Most items of a page: 1 to ${MAX_LIMIT}, ${DEFAULT_LIMIT} unless told.`,
      examples: ['50'],
    }),
  cursor: z.string().min(1).max(1000).optional().meta({
    description: 'The nextCursor of the page before, with the same other parameters.',
  }),
};

/** A query that knows paging alone. */
export const PageQuery = z.strictObject(pagingParameters);
export type PageQuery = z.output<typeof PageQuery>;

/** A page of a list: `nextCursor` is null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'Null at the end of the list.' }),
  });
}
