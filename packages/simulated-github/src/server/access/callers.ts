import type { Request } from 'express';

import type { Caller } from './caller.ts';

/** Who sent which request. */
export type Callers = {
  readonly note: (request: Request, caller: Caller) => void;
  /** Anonymous until noted otherwise. */
  readonly of: (request: Request) => Caller;
};

/** Remembers callers as long as their requests. */
export function createCallers(): Callers {
  const known = new WeakMap<Request, Caller>();
  return {
    note: (request, caller) => {
      known.set(request, caller);
    },
    of: (request) => known.get(request) ?? { kind: 'anonymous' },
  };
}
