import type { Table } from './tables.ts';

/** What an estimator answers: for scripts, for people, and what to know about both. */
export type Answer = {
  /** Plain JSON. */
  readonly json: unknown;
  readonly tables: readonly Table[];
  readonly remarks: readonly string[];
};
