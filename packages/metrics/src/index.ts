export * from './accounts.ts';
export * from './facts.ts';
export * from './measurement.ts';
export * from './observations.ts';
export * from './timeline/events.ts';
export * from './window.ts';
export * from './days.ts';
export * from './timeline/canonical-json.ts';
export * from './timeline/event-key.ts';
export * from './timeline/map-accounts.ts';
export * from './timeline/stored-event.ts';
export * from './timeline/stored-segment.ts';
export * from './authorship/account-table.ts';
export * from './authorship/classify-account.ts';
export * from './authorship/commit-identities.ts';
export * from './authorship/commit-marks.ts';
export * from './authorship/grade-authorship.ts';
export * from './authorship/reverted-number.ts';
export * from './authorship/text-marks.ts';
export * from './catalogue.ts';
export * from './deployments/delivered-pull-requests.ts';
export * from './deployments/production-deployments.ts';
export * from './changes/recent-change.ts';
export * from './distribution/distribution.ts';
export * from './measure.ts';
export * from './measures/answers.ts';
export * from './memberships/changed-times.ts';
export * from './privacy/minimum-group.ts';
export * from './privacy/raised-minimum.ts';
export * from './privacy/refuse-group.ts';
export * from './privacy/suppress-small-groups.ts';
export * from './rollups/bucket-facts.ts';
export {
  computeRollups,
  measureAll,
  rollupsOfScope,
  type Bucket,
  type Rollup,
  type RollupRequest,
} from './rollups/compute-rollups.ts';
export * from './rollups/fact-index.ts';
export * from './rollups/fact-set.ts';
export * from './rollups/kept-measures.ts';
export * from './rollups/measure-scopes.ts';
export * from './rollups/scope.ts';
export * from './rollups/scope-facts.ts';
export * from './rollups/scope-population.ts';
export * from './stats/benjamini-hochberg.ts';
export * from './stats/interval.ts';
export * from './stats/mean.ts';
export * from './stats/quantile.ts';
export * from './stats/quantile-interval.ts';
export * from './stats/ratio-of-sums.ts';
export * from './stats/student.ts';
export * from './stats/wilson-interval.ts';
export * from './timeline/fold/fold-pull-request.ts';
export * from './timeline/stage-seconds.ts';
export * from './adoption/active-day.ts';
export * from './adoption/adoption-starts.ts';
export * from './adoption/adoption-weeks.ts';
export * from './adoption/definition-breaks.ts';
export * from './adoption/maturity.ts';
export * from './adoption/usage-start.ts';
export * from './completeness/completeness.ts';
export * from './completeness/backfill-pace.ts';
export { sharedClock } from './working-hours/shared-clock.ts';
export * from './working-hours/working-calendar.ts';
export * from './working-hours/working-clock.ts';
export * from './working-hours/working-stage-seconds.ts';
