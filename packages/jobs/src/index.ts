export { connectBullJobs, type BullJobsOptions } from './bullmq/bull-jobs.ts';
export {
  jobNames,
  jobs,
  type JobName,
  type JobPayload,
  type RepeatableJobName,
} from './catalogue.ts';
export { createInlineJobs, type InlineJobs, type InlineJobsOptions } from './inline/inline-jobs.ts';
export {
  PermanentJobError,
  QueueUnavailableError,
  type EnqueueOptions,
  type FailedAttempt,
  type JobCounts,
  type JobHandler,
  type JobHandlers,
  type JobQueue,
  type JobRunner,
  type JobSystem,
  type OnJobError,
} from './port.ts';
