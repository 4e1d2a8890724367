import { ComparisonRequest, type ComparisonPreview } from '@uplift/contracts';
import { withOrganization, type StoredQuestion } from '@uplift/db';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { requireJson } from '../http/require-json.ts';
import { resolveQuestion } from './resolve-question.ts';
import { toQuestion } from './to-comparison.ts';

/** A comparison that is not asked for yet. */
export type PreviewAsked = {
  readonly organizationId: number;
  readonly measure: ComparisonRequest['measure'];
  readonly method: ComparisonRequest['method'];
  readonly question: StoredQuestion;
};

/** Tells what a comparison would rest on, without saving or answering it. */
export type PreviewComparison = (
  asked: PreviewAsked,
) => Promise<DeepReadonly<Omit<ComparisonPreview, 'question' | 'method'>>>;

type DeepReadonly<Value> = { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> };

/** What a comparison would rest on, before anybody asks for it. */
export function previewRoute(deps: ApiDeps): Router {
  const router = Router();
  router.post(
    '/organizations/:org/comparisons/preview',
    express.json({ limit: '100kb' }),
    async (request, response) => {
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['champion', 'manager', 'admin']);
      requireJson(request);
      const asked = parse(ComparisonRequest, request.body, 'body');
      const { measure, method } = asked;
      const { question } = await withOrganization(deps.db, organizationId, (tx) =>
        resolveQuestion(tx, asked),
      );
      const preview = await deps.previewComparison({ organizationId, measure, method, question });
      response.json({ question: toQuestion(question), method, ...preview });
    },
  );
  return router;
}
