import { setTimeout } from 'node:timers/promises';

import type { RequestHandler, Response } from 'express';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import { GitHubError } from './http/errors.ts';

/** How a request goes wrong. */
export type Fault =
  /** An error instead of an answer; `message` is GitHub's for 502 unless told. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The right answer, late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The connection is cut before the answer begins. */
  | { readonly kind: 'cut' }
  /** The connection is cut after half of the body. */
  | { readonly kind: 'partial' }
  | NodeFault;

/** In a GraphQL answer some nodes are null, each with an error of its own. */
export type NodeFault = {
  readonly kind: 'nodes';
  /** Pull requests of a page, unless told, or reviews of pull requests that are given. */
  readonly of?: 'pull request' | 'review';
  /** The share of them, in `[0, 1]`, always the same ones; 1 unless told. */
  readonly share?: number;
  /** Such as `FORBIDDEN`; none unless told. */
  readonly type?: string;
  readonly message?: string;
};

/** Which requests go wrong, how, and how often. */
export type FaultRule = {
  readonly fault: Fault;
  /** All methods unless told. */
  readonly method?: string;
  /** Tested on the path with its query; all unless told. */
  readonly path?: RegExp;
  /** The share of matching requests, in `[0, 1]`; 1 unless told. */
  readonly share?: number;
  /** How many times at most; without end unless told. */
  readonly times?: number;
};

/** Rules, of which the first that matches decides. */
export type FaultPlan = readonly FaultRule[];

/** The plan that is in force. */
export type Faults = {
  /** Replaces the plan; an empty one means that nothing goes wrong. */
  readonly set: (plan: FaultPlan) => void;
  readonly middleware: RequestHandler;
};

/** Faults that a seed decides upon: the same requests in the same order fail the same way. */
export function createFaults(plan: FaultPlan, seed: number): Faults {
  const rng = xoroshiro128plus(seed);
  let counted = plan.map((rule) => ({ rule, done: 0 }));
  const find = (method: string, url: string): Fault | null => {
    for (const entry of counted) {
      const { rule, done } = entry;
      const { share = 1, times = Infinity } = rule;
      const isMatch = (rule.method ?? method) === method && (rule.path?.test(url) ?? true);
      if (!isMatch || done >= times) continue;
      if (share < 1 && uniformInt(rng, 0, 999_999) >= share * 1_000_000) continue;
      entry.done += 1;
      return rule.fault;
    }
    return null;
  };
  return {
    set: (next) => {
      counted = next.map((rule) => ({ rule, done: 0 }));
    },
    middleware: async (request, response, next) => {
      const fault = find(request.method, request.originalUrl);
      if (fault === null || (await goesOn(fault, response))) next();
    },
  };
}

/** Lets a fault happen; false if there is nothing more to answer. */
async function goesOn(fault: Fault, response: Response): Promise<boolean> {
  switch (fault.kind) {
    case 'status': {
      const headers = fault.headers ?? {};
      throw new GitHubError(fault.status, fault.message ?? 'Server Error', { headers });
    }
    case 'slow':
      await setTimeout(fault.delayMs);
      return true;
    case 'cut':
      response.destroy();
      return false;
    case 'nodes':
      nodeFaults.set(response, fault);
      return true;
    case 'partial':
      break;
  }
  breakOff(response);
  return true;
}

const nodeFaults = new WeakMap<Response, NodeFault>();

/** The fault that the nodes of this answer shall have; null for none. */
export function nodeFaultOf(response: Response): NodeFault | null {
  return nodeFaults.get(response) ?? null;
}

/** The answer begins as usual, length and all, and ends in its middle. */
function breakOff(response: Response): void {
  const { send } = response;
  response.send = (body: unknown) => {
    response.send = send;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(String(body));
    response.set('content-length', String(bytes.length));
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return response;
  };
}
