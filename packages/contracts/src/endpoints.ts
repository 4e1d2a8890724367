import { accessEndpoints } from './access-endpoints.ts';
import { administrationEndpoints } from './administration-endpoints.ts';
import { AdoptionQuery, AdoptionResponse, IdleSeats } from './adoption.ts';
import { ChangesQuery, ChangesResponse } from './changes.ts';
import { cohortEndpoints } from './cohort-endpoints.ts';
import { comparisonEndpoints } from './comparison-endpoints.ts';
import {
  Me,
  MeasureList,
  OrganizationList,
  OrganizationPath,
  RepositoryList,
  TeamList,
} from './directory.ts';
import { DistributionPath, DistributionQuery, DistributionResponse } from './distribution.ts';
import { base, invalid, listErrors, unauthorized } from './endpoint-parts.ts';
import type { Endpoint } from './endpoint.ts';
import { HealthQuery, OrganizationHealth } from './health.ts';
import { machineryEndpoints } from './machinery-endpoints.ts';
import { PageQuery } from './paging.ts';
import {
  PullRequestDetail,
  PullRequestList,
  PullRequestListQuery,
  PullRequestPath,
  PullRequestQuery,
} from './pull-requests.ts';
import { roleEndpoints } from './role-endpoints.ts';
import { SeriesPath, SeriesQuery, SeriesResponse } from './series.ts';

const directory = [
  {
    id: 'getMe',
    method: 'get',
    path: '/api/v1/me',
    tag: 'Access',
    summary: 'Who is asking, and with which role',
    secured: true,
    success: { status: 200, schema: Me, words: 'The token or session of the request.' },
    errors: unauthorized,
  },
  {
    id: 'listOrganizations',
    method: 'get',
    path: '/api/v1/organizations',
    tag: 'Directory',
    summary: 'Organisations that you may see',
    secured: true,
    query: PageQuery,
    success: { status: 200, schema: OrganizationList, words: 'By id.' },
    errors: { ...invalid, ...unauthorized },
  },
  {
    id: 'listMeasures',
    method: 'get',
    path: `${base}/measures`,
    tag: 'Directory',
    summary: 'The catalogue of measures',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: MeasureList, words: 'All of it fits one page.' },
    errors: listErrors,
  },
  {
    id: 'listTeams',
    method: 'get',
    path: `${base}/teams`,
    tag: 'Directory',
    summary: 'Teams',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: TeamList, words: 'By id; removed teams are left out.' },
    errors: listErrors,
  },
  {
    id: 'listRepositories',
    method: 'get',
    path: `${base}/repositories`,
    tag: 'Directory',
    summary: 'Repositories',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: RepositoryList, words: 'By id.' },
    errors: listErrors,
  },
] as const satisfies readonly Endpoint[];

const answers = [
  {
    id: 'getSeries',
    method: 'get',
    path: `${base}/series/{measure}`,
    tag: 'Measures',
    summary: 'One measure over time',
    description:
      'A point for every bucket that overlaps the window. A view of fewer people than the minimum group (5, or more where administrators say so), or one that leaves out fewer, is suppressed as a whole.',
    secured: true,
    params: SeriesPath,
    query: SeriesQuery,
    success: { status: 200, schema: SeriesResponse, words: 'One line, or one for each group.' },
    errors: {
      ...listErrors,
      404: 'No such organisation, team, repository or measure; an unknown measure is answered with the list of ids.',
    },
  },
  {
    id: 'getDistribution',
    method: 'get',
    path: `${base}/distribution/{measure}`,
    tag: 'Measures',
    summary: 'How the values of a measure are spread',
    description:
      'Merged pull requests of a window in bins that grow by a constant factor. A view of fewer people than the minimum group (5, or more where administrators say so), or one that leaves out fewer, is suppressed.',
    secured: true,
    params: DistributionPath,
    query: DistributionQuery,
    success: { status: 200, schema: DistributionResponse, words: 'Bins, quantiles and n.' },
    errors: {
      ...listErrors,
      404: 'No such organisation, team, repository or cohort, or a measure that is no value of each pull request.',
    },
  },
  {
    id: 'getChanges',
    method: 'get',
    path: `${base}/changes`,
    tag: 'Measures',
    summary: 'What moved beyond noise in the last full week',
    description:
      'Each measure of each team and repository against its own weeks before, by a prediction interval; of all of them those that stand out with one false alarm in ten at most (Benjamini-Hochberg). Groups too small to be shown are not looked at.',
    secured: true,
    params: OrganizationPath,
    query: ChangesQuery,
    success: { status: 200, schema: ChangesResponse, words: 'The largest change first.' },
    errors: listErrors,
  },
  {
    id: 'listPullRequests',
    method: 'get',
    path: `${base}/pull-requests`,
    tag: 'Pull requests',
    summary: 'Pull requests behind the numbers, newest first',
    secured: true,
    params: OrganizationPath,
    query: PullRequestListQuery,
    success: { status: 200, schema: PullRequestList, words: 'A page of them.' },
    errors: { ...listErrors, 403: 'The team is too small to be shown on its own.' },
  },
  {
    id: 'getPullRequest',
    method: 'get',
    path: `${base}/pull-requests/{owner}/{name}/{number}`,
    tag: 'Pull requests',
    summary: 'One pull request with its events, the evidence of its times',
    secured: true,
    params: PullRequestPath,
    query: PullRequestQuery,
    success: { status: 200, schema: PullRequestDetail, words: 'The pull request.' },
    errors: listErrors,
  },
  {
    id: 'getAdoption',
    method: 'get',
    path: `${base}/adoption`,
    tag: 'Adoption',
    summary: 'How many people started with a tool, by week and source',
    secured: true,
    params: OrganizationPath,
    query: AdoptionQuery,
    success: { status: 200, schema: AdoptionResponse, words: 'Counts, never names.' },
    errors: listErrors,
  },
  {
    id: 'getIdleSeats',
    method: 'get',
    path: `${base}/seats/idle`,
    tag: 'Adoption',
    summary: 'Who has a seat and does not use it',
    description: 'For administrators; each look is kept in the audit log.',
    secured: true,
    params: OrganizationPath,
    success: { status: 200, schema: IdleSeats, words: 'Of the last list, by login.' },
    errors: { ...listErrors, 403: 'Names are for administrators.' },
  },
  {
    id: 'getHealth',
    method: 'get',
    path: `${base}/health`,
    tag: 'Health',
    summary: 'How current and complete the data is',
    secured: true,
    params: OrganizationPath,
    query: HealthQuery,
    success: { status: 200, schema: OrganizationHealth, words: 'By repository.' },
    errors: listErrors,
  },
] as const satisfies readonly Endpoint[];

/** Every endpoint that answers JSON, in the order of the reference. */
export const endpoints: readonly Endpoint[] = [
  ...directory,
  ...roleEndpoints,
  ...accessEndpoints,
  ...answers,
  ...cohortEndpoints,
  ...comparisonEndpoints,
  ...administrationEndpoints,
  ...machineryEndpoints,
];
