export { catchUp, type CatchUpDeps, type CatchUpStep } from './catch-up/catch-up.ts';
export { createWorkerHandlers, type WorkerDeps } from './handlers.ts';
export { HistoryFileError } from './import-history/history-file.ts';
export {
  importHistory,
  type ImportDeps,
  type ImportProgress,
  type ImportRequest,
  type ImportSummary,
} from './import-history/import-history.ts';
export { type SkippedLines } from './import-history/skipped-lines.ts';
export {
  maintainInbox,
  type MaintainDeps,
  type Maintained,
} from './maintain-inbox/maintain-inbox.ts';
export { processInbox, type InboxDeps, type InboxOutcome } from './process-inbox/process-inbox.ts';
export { ringRecompute } from './ring-recompute.ts';
export { refoldPeople } from './store-observations/refold-people.ts';
export {
  storeObservations,
  type ChangedOrganization,
  type StoreDeps,
  type StoreOutcome,
} from './store-observations/store-observations.ts';
export { sweep, type SweepDeps } from './sweep/sweep.ts';
export {
  startEstimatorThreads,
  type EstimatorThreads,
} from './run-comparison/estimator-threads.ts';
export { previewComparison, type PreviewRequest } from './run-comparison/preview-comparison.ts';
export { runComparison, type ComparisonKey } from './run-comparison/run-comparison.ts';
export { scheduleWork } from './schedules.ts';
export {
  comparisonInput,
  type ComparedPopulation,
  type PopulationQuestion,
} from './run-comparison/comparison-input.ts';
export { comparedPopulation } from './fold-history/compared-population.ts';
export { openHistoryFold, type HistoryFold } from './fold-history/fold-history.ts';
export { readHistoryLines } from './import-history/read-history-lines.ts';
export {
  openGitHubConnection,
  type GitHubConnection,
  type GitHubConnectionOptions,
} from './github/connection.ts';
export {
  backfillNamed,
  type NamedDeps,
  type NamedOutcome,
  type NamedRequest,
} from './backfill-named/backfill-named.ts';
export { NobodyToAskError } from './backfill-named/plan-named.ts';
