import { AdoptionStarts, type AdoptionStartsAnswer } from '@uplift/contracts';
import { dayOf } from '@uplift/metrics';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { invalidRequest, parse } from '../http/parse.ts';
import { requireJson } from '../http/require-json.ts';
import { importStarts } from './import-starts.ts';

/** `POST …/adoptions`: starts with tools of which GitHub knows nothing. */
export function adoptionImportRoute(deps: ApiDeps): Router {
  return Router().post(
    '/organizations/:org/adoptions',
    express.json({ limit: '1mb' }),
    async (request, response) => {
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['champion', 'manager', 'admin']);
      requireJson(request);
      const { starts } = parse(AdoptionStarts, request.body, 'body');
      refuseFuture(starts, dayOf(deps.now()));
      const what = 'imported starts with tools';
      const { changed, ...answer } = await importStarts(
        { organizationId, starts },
        {
          db: deps.db,
          note: (tx, after) =>
            noteChange(request, { ...deps, tx }, { what, organizationId, before: null, after }),
        },
      );
      if (changed) await ring(organizationId, deps);
      response.json(answer satisfies AdoptionStartsAnswer);
    },
  );
}

function refuseFuture(starts: AdoptionStarts['starts'], today: string): void {
  const errors = starts.flatMap(({ on }, index) =>
    on > today
      ? [
          {
            in: 'body' as const,
            name: `starts.${index}.on`,
            detail: 'must not be later than today',
          },
        ]
      : [],
  );
  if (errors.length > 0) throw invalidRequest(errors.slice(0, 20));
}

async function ring(organizationId: number, { queue }: ApiDeps): Promise<void> {
  const options = { unlessWaiting: String(organizationId) };
  try {
    await queue.enqueue('recompute-rollups', { organizationId }, options);
    await queue.enqueue('recompute-adoption', { organizationId }, options);
  } catch {
    // The sweep rings again for what is noted in the rows.
  }
}
