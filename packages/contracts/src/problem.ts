import { z } from 'zod';

/** One rejected part of a request. */
export const ProblemField = z.object({
  in: z.enum(['path', 'query', 'header', 'body']),
  name: z.string().meta({ description: 'The parameter, header or field; dots lead into objects.' }),
  detail: z.string(),
});

/** An error, as `application/problem+json` (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'What kind of problem; about:blank for plain statuses.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().meta({ description: 'What went wrong here, and what to do.' }),
    instance: z
      .string()
      .optional()
      .meta({ description: "The request's id, as in the log and in X-Request-Id." }),
    errors: z.array(ProblemField).optional(),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: '/problems/invalid-request',
        title: 'The request is not valid',
        status: 400,
        detail: 'query parameter "grain": must be day, week or month',
        instance: '0c6fd0e4-5d0e-4d0c-9a6a-4a7f1a3f1d55',
        errors: [{ in: 'query', name: 'grain', detail: 'must be day, week or month' }],
      },
    ],
  });
export type Problem = z.infer<typeof Problem>;
export type ProblemField = z.infer<typeof ProblemField>;
