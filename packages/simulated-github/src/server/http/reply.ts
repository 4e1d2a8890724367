import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

import { fillAddresses } from '../../deliveries/addresses.ts';
import { refund } from '../limits/limit-requests.ts';
import type { ServerContext } from '../context.ts';

/** What a route answers; `body` is made anew for each answer, for addresses are filled in here. */
export type Reply = {
  /** 200 unless told. */
  readonly status?: number;
  /** JSON; nothing for 204. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The versions of the REST API that this GitHub speaks. */
export const API_VERSIONS = ['2022-11-28', '2026-03-10'] as const;

/** Answers with JSON, an ETag, and 304 without a body if the caller has this very answer. */
export function sendReply(reply: Reply, exchange: Exchange): void {
  const { request, response, context } = exchange;
  const { status = 200, body, headers = {} } = reply;
  response.status(status).set(headers);
  if (body === undefined) {
    response.end();
    return;
  }
  fillAddresses(body);
  if (versionOf(request) === '2026-03-10') omitGone(body);
  const text = JSON.stringify(body);
  response.set('content-type', 'application/json; charset=utf-8');
  if (request.method !== 'GET' || status !== 200) {
    response.send(text);
    return;
  }
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  response.set({ etag, 'cache-control': 'private, max-age=60, s-maxage=60' });
  if (isKnown(request.headers['if-none-match'], etag)) {
    refund(context.callers.of(request), response, context.limits);
    response.status(304).removeHeader('content-type');
    response.end();
    return;
  }
  response.send(text);
}

/** A request, its answer, and what both happen in. */
export type Exchange = {
  readonly request: Request;
  readonly response: Response;
  readonly context: ServerContext;
};

function isKnown(asked: string | undefined, etag: string): boolean {
  const plain = etag.replace('W/', '');
  return (asked ?? '').split(',').some((one) => one.trim().replace('W/', '') === plain);
}

/** The version asked for; the older unless told. */
export function versionOf(request: Request): string {
  return request.get('x-github-api-version') ?? API_VERSIONS[0];
}

/** Takes out what version 2026-03-10 no longer tells: `merge_commit_sha` and the one `assignee`. */
function omitGone(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('assignees' in value && 'assignee' in value) delete value.assignee;
  if ('merge_commit_sha' in value) delete value.merge_commit_sha;
  for (const inner of Object.values(value)) omitGone(inner);
}
