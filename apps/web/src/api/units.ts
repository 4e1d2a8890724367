import * as z from 'zod/mini';

/** The units of measures; a `share` lies between 0 and 1. */
export const UnitShape = z.enum([
  'seconds',
  'prs_per_developer_week',
  'count',
  'lines',
  'rounds',
  'reviews_per_reviewer_week',
  'share',
]);
