import { DistributionPath, DistributionQuery } from '@uplift/contracts';
import { distributionMeasures, type DistributionMeasure } from '@uplift/metrics';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { measuredWindow } from '../http/window.ts';
import { readDistribution } from './read-distribution.ts';

/** `GET …/distribution/{measure}`: how the values of a measure are spread. */
export function distributionRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/distribution/:measure', async (request, response) => {
    const { measure } = parse(DistributionPath, request.params, 'path');
    const { from, to, ...view } = parse(DistributionQuery, request.query, 'query');
    const window = measuredWindow({ from, to }, deps.now());
    const { id } = await organizationOf(request, deps);
    const asked = { organizationId: id, measure: measureOf(measure), window, ...view };
    response.json(await readDistribution(asked, deps));
  });
}

function measureOf(name: string): DistributionMeasure {
  const measure = distributionMeasures.find((id) => id === name);
  if (measure !== undefined) return measure;
  throw new ProblemError({
    status: 404,
    type: '/problems/unknown-measure',
    detail: `"${name}" is no value of each pull request; ${distributionMeasures.join(', ')} are`,
  });
}
