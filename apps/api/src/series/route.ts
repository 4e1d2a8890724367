import { SeriesPath, SeriesQuery } from '@uplift/contracts';
import { measureIds, type MeasureId } from '@uplift/metrics';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { measuredWindow } from '../http/window.ts';
import { readSeries } from './read-series.ts';

/** `GET …/series/{measure}`: one measure over time. */
export function seriesRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/series/:measure', async (request, response) => {
    const { measure } = parse(SeriesPath, request.params, 'path');
    const { from, to, ...view } = parse(SeriesQuery, request.query, 'query');
    const window = measuredWindow({ from, to }, deps.now());
    const { id } = await organizationOf(request, deps);
    const asked = { organizationId: id, measure: measureOf(measure), window, ...view };
    response.json(await readSeries(asked, deps));
  });
}

function measureOf(name: string): MeasureId {
  const measure = measureIds.find((id) => id === name);
  if (measure !== undefined) return measure;
  throw new ProblemError({
    status: 404,
    type: '/problems/unknown-measure',
    detail: `there is no measure "${name}"; there are ${measureIds.join(', ')}`,
  });
}
