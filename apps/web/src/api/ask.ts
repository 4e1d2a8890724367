import * as z from 'zod/mini';

import { ApiError } from './problem-error.ts';

const ROOT = '/api/v1';

const Problem = z.object({
  detail: z.optional(z.string()),
  title: z.optional(z.string()),
  instance: z.optional(z.string()),
});

/** What may be asked for beside the path; what is undefined is left out. */
type Parameters = Readonly<Record<string, string | undefined>>;

/** A question: where, with what, and as long as somebody waits. */
export type Question = {
  /** Below the root of the API. */
  readonly path: string;
  readonly parameters?: Parameters;
  /** What is asked to be done; a question alone changes nothing. */
  readonly wish?: Wish;
  /** Left out of changes: what was asked to be done is not taken back when somebody leaves the page. */
  readonly signal?: AbortSignal;
};

/** A change that is asked for, with what it is told as JSON. */
type Wish = { readonly method: 'POST' | 'PATCH'; readonly body?: unknown };

/**
 * Asks the API and reads the answer.
 *
 * @throws {ApiError} if no answer comes, it is a problem, or it cannot be read
 */
export async function ask<Schema extends z.ZodMiniType>(
  { path, parameters, wish, signal }: Question,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await send(`${ROOT}${path}${queryOf(parameters)}`, {
    ...(signal === undefined ? {} : { signal }),
    ...asJson(wish),
  });
  if (!response.ok) throw await refusal(response);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new ApiError({ kind: 'unreadable', detail: z.prettifyError(parsed.error) }, new Date());
}

function asJson({ method, body }: Wish | { method?: never; body?: never } = {}): RequestInit {
  const accept = { accept: 'application/json' };
  if (method === undefined) return { headers: accept };
  if (body === undefined) return { method, headers: accept };
  const headers = { ...accept, 'content-type': 'application/json' };
  return { method, headers, body: JSON.stringify(body) };
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError({ kind: 'unreachable' }, new Date());
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = Problem.safeParse(body).data;
  const detail = problem?.detail ?? problem?.title ?? null;
  const requestId = problem?.instance ?? response.headers.get('x-request-id');
  return new ApiError({ kind: 'refused', status: response.status, detail, requestId }, new Date());
}

/** The parameters as they stand in an address, with the question mark; nothing for none. */
function queryOf(parameters: Parameters = {}): string {
  const known = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return known.length === 0 ? '' : `?${new URLSearchParams(known).toString()}`;
}
