import type * as z from 'zod/mini';

/**
 * Makes readers of what the contract promises. The compiler refuses a schema that expects more than
 * is sent; parts that nobody reads may be left out.
 */
export function readerOf<Sent>() {
  return <Schema extends z.ZodMiniType>(
    schema: Schema & (Sent extends z.output<Schema> ? unknown : never),
  ): Schema => schema;
}
