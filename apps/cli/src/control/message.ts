import { z } from 'zod';

/** One line of the answer to a command: any number of `progress`, then one `result` or `error`. */
export const ControlMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    progress: z.object({
      label: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      remark: z.string(),
    }),
  }),
  z.object({ kind: z.literal('result'), result: z.unknown() }),
  z.object({ kind: z.literal('error'), message: z.string() }),
]);
export type ControlMessage = z.infer<typeof ControlMessage>;
