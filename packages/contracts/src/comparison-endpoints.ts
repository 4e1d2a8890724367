import { ComparisonPreview } from './comparison-preview.ts';
import { ComparisonChange, ComparisonOverrides, ComparisonRequest } from './comparison-requests.ts';
import {
  Comparison,
  ComparisonAccepted,
  ComparisonCsv,
  ComparisonEvent,
  ComparisonList,
  ComparisonPath,
} from './comparisons.ts';
import { OrganizationPath } from './directory.ts';
import { base, listErrors } from './endpoint-parts.ts';
import type { Endpoint } from './endpoint.ts';
import { PageQuery } from './paging.ts';

const tag = 'Comparisons';
const forbidden = { 403: 'Needs the role champion, manager or admin.' };
const writeErrors = { ...listErrors, ...forbidden };
const bodyErrors = { ...writeErrors, 415: 'The body is not application/json.' };
const one = `${base}/comparisons/{id}`;

/** Endpoints of saved comparisons. */
export const comparisonEndpoints = [
  {
    id: 'listComparisons',
    method: 'get',
    path: `${base}/comparisons`,
    tag,
    summary: 'Saved comparisons, newest first',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: ComparisonList, words: 'A page of them.' },
    errors: listErrors,
  },
  {
    id: 'createComparison',
    method: 'post',
    path: `${base}/comparisons`,
    tag,
    summary: 'Ask for a comparison',
    description:
      'It is computed in the background; read it by its id, or follow its events, until it is done, failed or cancelled.',
    secured: true,
    params: OrganizationPath,
    body: ComparisonRequest,
    success: { status: 202, schema: ComparisonAccepted, words: 'Asked for.' },
    errors: bodyErrors,
  },
  {
    id: 'previewComparison',
    method: 'post',
    path: `${base}/comparisons/preview`,
    tag,
    summary: 'What a comparison would rest on',
    description: 'Saves nothing, and says nothing of the effect.',
    secured: true,
    params: OrganizationPath,
    body: ComparisonRequest,
    success: { status: 200, schema: ComparisonPreview, words: 'Who, when and how sure.' },
    errors: bodyErrors,
  },
  {
    id: 'getComparison',
    method: 'get',
    path: one,
    tag,
    summary: 'One comparison and its answer',
    secured: true,
    params: ComparisonPath,
    success: { status: 200, schema: Comparison, words: 'With the answer once it is done.' },
    errors: listErrors,
  },
  {
    id: 'changeComparison',
    method: 'patch',
    path: one,
    tag,
    summary: 'Rename a comparison, freeze its answer, or make it primary',
    description: 'What the body leaves out stays as it is.',
    secured: true,
    params: ComparisonPath,
    body: ComparisonChange,
    success: { status: 200, schema: Comparison, words: 'As it is now.' },
    errors: {
      ...bodyErrors,
      403: 'Needs the role champion, manager or admin; thawing needs manager or admin.',
      409: 'Only an answer can be frozen, and only what has or may get one can be primary.',
    },
  },
  {
    id: 'exportComparison',
    method: 'get',
    path: `${one}.csv`,
    tag,
    summary: 'The answer of a comparison as a table',
    description: 'Every export is noted in the log, with who asked for it.',
    secured: true,
    params: ComparisonPath,
    success: { status: 200, schema: ComparisonCsv, words: 'As a file.', media: 'text/csv' },
    errors: { ...listErrors, 409: 'There is no answer, or not yet.' },
  },
  {
    id: 'followComparison',
    method: 'get',
    path: `${one}/events`,
    tag,
    summary: 'The progress of a comparison, as server-sent events',
    description:
      'An event `progress` whenever there is some, and one `settled` at the end, after which the stream ends. Comments keep it open meanwhile. A stream ends after ten minutes by itself; browsers ask anew.',
    secured: true,
    params: ComparisonPath,
    success: {
      status: 200,
      schema: ComparisonEvent,
      words: 'Events until it is done, failed or cancelled.',
      media: 'text/event-stream',
    },
    errors: listErrors,
  },
  {
    id: 'cancelComparison',
    method: 'post',
    path: `${one}/cancel`,
    tag,
    summary: 'Cancel a comparison that waits or runs',
    secured: true,
    params: ComparisonPath,
    success: { status: 200, schema: ComparisonAccepted, words: 'It will never have an answer.' },
    errors: { ...writeErrors, 409: 'It is done, failed or cancelled already.' },
  },
  {
    id: 'duplicateComparison',
    method: 'post',
    path: `${one}/duplicate`,
    tag,
    summary: 'Ask the same again, or almost the same',
    description: 'A new comparison with the settings of the one named, but for what the body says.',
    secured: true,
    params: ComparisonPath,
    body: ComparisonOverrides,
    isBodyOptional: true,
    success: { status: 202, schema: ComparisonAccepted, words: 'Asked for.' },
    errors: bodyErrors,
  },
  {
    id: 'noteSharedComparison',
    method: 'post',
    path: `${one}/share`,
    tag,
    summary: 'Note that an answer was shared',
    description:
      'Adds to the audit log that whoever asks took the answer, or a link to it, away to share it. Nobody sees more by it.',
    secured: true,
    params: ComparisonPath,
    success: { status: 200, schema: ComparisonAccepted, words: 'Noted.' },
    errors: listErrors,
  },
] as const satisfies readonly Endpoint[];
