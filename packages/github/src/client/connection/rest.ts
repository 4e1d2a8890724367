import type { z } from 'zod';

import { problemsOf } from '../../shapes/primitives.ts';
import type { AnswerHeaders } from './budget.ts';
import type { Reading } from './github-client.ts';
import { GitHubError } from './github-error.ts';

/**
 * Names that the client library takes for its own: a `url` among the parameters would send the
 * question, credentials and all, to that address.
 */
type Reserved = 'url' | 'baseUrl' | 'method' | 'headers' | 'request' | 'mediaType' | 'data';

type Parameters = Readonly<Record<string, unknown>> & { readonly [Name in Reserved]?: never };

/** A question to the REST API. */
export type RestCall = {
  /** Method and path with placeholders, such as `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  /** Values for placeholders and the query. */
  readonly parameters?: Parameters;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A good answer. */
export type RestAnswer = {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly data: unknown;
};

/** Asks once and reads the answer by a shape. @throws {GitHubError} */
export async function ask<Shape extends z.ZodType>(
  call: RestCall,
  shape: Shape,
  { github, signal }: Reading,
): Promise<z.output<Shape>> {
  const { data, status } = await github.rest(call, signal);
  return readAnswer({ data, status, operation: call.route }, shape);
}

/** Reads an answer by a shape. @throws {GitHubError} `malformed` */
export function readAnswer<Shape extends z.ZodType>(
  answer: { readonly data: unknown; readonly status: number; readonly operation: string },
  shape: Shape,
): z.output<Shape> {
  const read = shape.safeParse(answer.data);
  if (read.success) return read.data;
  const problems = problemsOf(read.error, 'answer');
  throw new GitHubError({ kind: 'malformed', problems }, answer);
}

const perPage = 100;

/** Far more than any list of GitHub's has. */
const mostPages = 10_000;

/** The pages of a list, read by a shape, until GitHub names no further one. @throws {GitHubError} */
export async function* pagesOf<Shape extends z.ZodType>(
  call: RestCall,
  shape: Shape,
  reading: Reading,
): AsyncGenerator<z.output<Shape>> {
  for (let page = 1; page <= mostPages; page += 1) {
    const parameters = { ...call.parameters, per_page: perPage, page };
    const answer = await reading.github.rest({ ...call, parameters }, reading.signal);
    yield readAnswer({ ...answer, operation: call.route }, shape);
    if (nextAddress(answer.headers) === null) return;
  }
}

/** All items of a list. @throws {GitHubError} */
export async function allOf<Item>(
  call: RestCall,
  shape: z.ZodType<readonly Item[]>,
  reading: Reading,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pagesOf(call, shape, reading)) items.push(...page);
  return items;
}

/** The address of the next page in the `Link` header; null on the last page. */
export function nextAddress(headers: AnswerHeaders): string | null {
  const [, address] = /<([^<>]+)>;\s*rel="next"/.exec(String(headers['link'] ?? '')) ?? [];
  return address ?? null;
}
