export * from './aggregation/aggregate.ts';
export * from './aggregation/staggered-effects.ts';
export * from './comparison.ts';
export * from './distributions.ts';
export * from './estimators/before-after-input.ts';
export * from './estimators/before-after.ts';
export * from './estimators/exclusions.ts';
export * from './fingerprint.ts';
export * from './group-time/estimate.ts';
export type * from './group-time/influence.ts';
export type * from './group-time/options.ts';
export * from './imputation/estimate-imputation.ts';
export * from './inference/cluster-sums.ts';
export * from './inference/covariance.ts';
export * from './inference/estimate-errors.ts';
export * from './inference/multiplier-bootstrap.ts';
export * from './inference/pre-trend.ts';
export * from './inference/sup-t.ts';
export * from './inference/wald.ts';
export * from './panel/build-panel.ts';
export type { PanelOptions, PanelRow } from './panel/collect.ts';
export * from './panel/errors.ts';
export * from './panel/panel.ts';
export * from './panel/select-units.ts';
export * from './poisson/estimate-poisson.ts';
export { PoissonFitError } from './poisson/fit-poisson.ts';
export * from './poisson/two-way-poisson.ts';
export type { HistoryPopulation } from './proof/pretended/deal-adoption.ts';
export * from './proof/pretended/pretended-design.ts';
export * from './proof/pretended/run-draw.ts';
export * from './proof/pretended/summarise-draws.ts';
export {
  proofMeasures,
  proofMethods,
  runWorld,
  type ProofMethod,
  type WorldAnswer,
  type WorldRecord,
} from './proof/study/run-world.ts';
export * from './proof/study/summarise.ts';
export { shareOf, type Average, type Share } from './proof/study/wilson.ts';
export * from './proof/worlds/setting.ts';
export * from './proof/worlds/settings.ts';
export * from './ranks/hodges-lehmann.ts';
export * from './ranks/mann-whitney.ts';
export * from './ranks/signed-rank.ts';
export * from './ranks/welch.ts';
export type { TrendScale } from './ratio/cell-means.ts';
export type { ProportionalEffect } from './ratio/proportional-effect.ts';
export * from './ratio/ratio-effects.ts';
export * from './sensitivity/adjust-p-values.ts';
export * from './sensitivity/autocovariance.ts';
export * from './sensitivity/binned-effects.ts';
export * from './sensitivity/detectable-effect.ts';
export type { EventStudy } from './sensitivity/event-study.ts';
export * from './sensitivity/pre-trend-bins.ts';
export * from './sensitivity/relative-magnitudes.ts';
export * from './sensitivity/simultaneous-bound.ts';
export * from './survival/clustered-quantile.ts';
export * from './survival/clustered-restricted-mean.ts';
export * from './survival/clustered-survival.ts';
export type { ClusteredDurations } from './survival/clustered-variance.ts';
export * from './survival/compare-restricted-means.ts';
export type { Durations } from './survival/durations.ts';
export * from './survival/kaplan-meier.ts';
export * from './survival/log-rank.ts';
export * from './survival/restricted-mean.ts';
export * from './survival/share-within.ts';
export * from './survival/survival-band.ts';
export * from './survival/survival-quantile.ts';
export * from './two-way/bacon-split.ts';
export * from './two-way/baseline-adjustment.ts';
export * from './two-way/clustered-regression.ts';
export * from './two-way/two-way-effect.ts';
export type { WorldSettings } from './worlds/settings.ts';
export * from './worlds/simulate-organization.ts';
export * from './worlds/story.ts';
export * from './controlled/controlled-comparison.ts';
export {
  type ControlledDeveloper,
  type ControlledInput,
  type ControlledPullRequest,
} from './controlled/controlled-input.ts';
export { CONTROLLED_VERSION } from './controlled/method.ts';
export type { OnProgress } from './controlled/progress.ts';
export {
  previewBeforeAfter,
  previewControlled,
  type ComparisonPreview,
} from './controlled/preview.ts';
export type { AdoptionStarts } from './controlled/adoption-starts.ts';
export * from './cohorts/divide-by-cohorts.ts';
