import { findImport } from '@uplift/db';

import type { ChangedOrganization, StoreDeps } from '../store-observations/store-observations.ts';
import { inspectHistoryFile, readHistoryFile } from './history-file.ts';
import { openImportRun } from './import-run.ts';
import type { SkippedLines } from './skipped-lines.ts';
import { splitLines } from './split-lines.ts';

/** How far an import has come. */
export type ImportProgress = {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly linesRead: number;
  readonly linesSkipped: number;
};

/** What importing needs. */
export type ImportDeps = StoreDeps & { readonly now: () => Date };

export type ImportRequest = {
  readonly path: string;
  /** Told after every batch of lines. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Longer lines are skipped; 25 MiB by default, the most that GitHub sends. */
  readonly maxLineBytes?: number;
  /** How much of the file is read at once; 64 KiB by default. */
  readonly pieceBytes?: number;
};

/** What an import came to. Counts cover an earlier, interrupted run of the same file. */
export type ImportSummary = {
  readonly path: string;
  /** Lines that were not blank. */
  readonly linesRead: number;
  /** Lines that were understood; whether they were new is another question. */
  readonly linesStored: number;
  readonly skipped: readonly SkippedLines[];
  /** The line after which this run began: 0, or where an interrupted one ended. */
  readonly resumedAfterLine: number;
  /** Webhook deliveries put into the inbox by this run, which is to be worked off next. */
  readonly deliveriesRecorded: number;
  readonly newEvents: number;
  readonly changedOrganizations: readonly ChangedOrganization[];
};

const MAX_LINE_BYTES = 25 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * Reads a history file line by line into the facts. A line that cannot be read is counted and never
 * stops the rest. An interrupted import goes on where it was; importing a file again changes
 * nothing.
 *
 * @throws {HistoryFileError} if the file is missing, or ends too early: what was read by then is
 *   stored
 */
export async function importHistory(
  request: ImportRequest,
  deps: ImportDeps,
): Promise<ImportSummary> {
  const file = await inspectHistoryFile(request.path);
  const before = await findImport(deps.db, file.fingerprint);
  const resumed = before?.status === 'running' ? before : null;
  const run = openImportRun(file, resumed, deps);

  let bytesRead = 0;
  const pieces = readHistoryFile(file, {
    pieceBytes: request.pieceBytes ?? PIECE_BYTES,
    onRead: (bytes) => {
      bytesRead = bytes;
    },
  });
  const report = () =>
    request.onProgress?.({ bytesRead, bytesTotal: file.bytes, ...run.progress() });
  try {
    for await (const line of splitLines(pieces, request.maxLineBytes ?? MAX_LINE_BYTES)) {
      if (await run.take(line)) report();
    }
  } finally {
    await run.flush();
    report();
  }
  return run.finish();
}
