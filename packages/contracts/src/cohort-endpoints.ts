import { Cohort, CohortList, CohortPath, CohortRequest } from './cohorts.ts';
import { OrganizationPath } from './directory.ts';
import { base, listErrors } from './endpoint-parts.ts';
import type { Endpoint } from './endpoint.ts';
import { PageQuery } from './paging.ts';

const path = `${base}/cohorts`;

/** Groups of people for comparisons and series. */
export const cohortEndpoints = [
  {
    id: 'listCohorts',
    method: 'get',
    path,
    tag: 'Cohorts',
    summary: 'Saved cohorts, newest first',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: CohortList, words: 'A page of them.' },
    errors: listErrors,
  },
  {
    id: 'createCohort',
    method: 'post',
    path,
    tag: 'Cohorts',
    summary: 'Freeze a group of people',
    description:
      'The rules are applied once, to the people as they are known now; later changes of teams or adoption change nothing. A group that would let figures of fewer than 5 people be had by subtraction is refused.',
    secured: true,
    params: OrganizationPath,
    body: CohortRequest,
    success: { status: 201, schema: Cohort, words: 'The frozen cohort.' },
    errors: {
      ...listErrors,
      403: 'Needs the role champion, manager or admin; logins need manager or admin.',
      404: 'No such organisation or team.',
      409: 'There is a cohort of this name.',
      415: 'The body is not application/json.',
      422: 'Too few people, or all but too few of the organisation, of a team or of another cohort; or nothing is known of the tool or of a login.',
    },
  },
  {
    id: 'getCohort',
    method: 'get',
    path: `${path}/{id}`,
    tag: 'Cohorts',
    summary: 'One cohort: its rules and size, never its people',
    secured: true,
    params: CohortPath,
    success: { status: 200, schema: Cohort, words: 'The cohort.' },
    errors: listErrors,
  },
] as const satisfies readonly Endpoint[];
