import { setImmediate } from 'node:timers/promises';

import {
  compressBody,
  recordDeliveries,
  saveImport,
  type ImportCheckpoint,
  type NewDelivery,
} from '@uplift/db';
import { parseHistoryLine } from '@uplift/github';
import type { OrganizationObservations } from '@uplift/metrics';

import { isRefusedValue } from '../store-observations/refused-value.ts';
import {
  joinOutcomes,
  storeObservations,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import type { HistoryFile } from './history-file.ts';
import type { ImportDeps, ImportSummary } from './import-history.ts';
import { tallySkipped, type SkippedTally } from './skipped-lines.ts';
import type { Line } from './split-lines.ts';

const BATCH_LINES = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** One run over a file: takes its lines, stores them in batches and notes how far it came. */
export type ImportRun = {
  /** @returns whether a batch was stored */
  readonly take: (line: Line) => Promise<boolean>;
  /** Stores what was taken and is not stored yet. */
  readonly flush: () => Promise<void>;
  readonly progress: () => { readonly linesRead: number; readonly linesSkipped: number };
  /** Notes that the file was read to its end. */
  readonly finish: () => Promise<ImportSummary>;
};

type RunState = {
  linesDone: number;
  linesRead: number;
  deliveriesRecorded: number;
  outcome: StoreOutcome;
  batch: Line[];
  batchBytes: number;
  readonly skipped: SkippedTally;
};

/** @param resumed - where an interrupted run of the same file ended, if there was one */
export function openImportRun(
  file: HistoryFile,
  resumed: ImportCheckpoint | null,
  deps: ImportDeps,
): ImportRun {
  const resumedAfterLine = resumed?.linesDone ?? 0;
  const state: RunState = {
    linesDone: resumedAfterLine,
    linesRead: resumed?.read ?? 0,
    deliveriesRecorded: 0,
    outcome: joinOutcomes([]),
    batch: [],
    batchBytes: 0,
    skipped: tallySkipped(resumed?.skipped ?? {}),
  };
  const flush = async () => {
    if (state.batch.length === 0) return;
    await storeBatch(state, deps);
    await checkpoint(file, state, { status: 'running', deps });
    await setImmediate();
  };
  return {
    async take(line) {
      if (line.number <= resumedAfterLine) return false;
      state.batch.push(line);
      state.batchBytes += line.text === null ? 0 : line.bytes;
      if (state.batch.length < BATCH_LINES && state.batchBytes < BATCH_BYTES) return false;
      await flush();
      return true;
    },
    flush,
    progress: () => ({ linesRead: state.linesRead, linesSkipped: state.skipped.total() }),
    async finish() {
      await checkpoint(file, state, { status: 'done', deps });
      return summaryOf(file, state, resumedAfterLine);
    },
  };
}

async function storeBatch(state: RunState, deps: ImportDeps): Promise<void> {
  const lines = state.batch;
  [state.batch, state.batchBytes] = [[], 0];
  const { read, deliveries } = await readLines(lines, state.skipped, deps.now());
  state.outcome = joinOutcomes([state.outcome, await storeLines(read, state.skipped, deps)]);
  state.deliveriesRecorded += (await recordDeliveries(deps.db, deliveries)).size;
  state.linesDone = lines.at(-1)?.number ?? state.linesDone;
  state.linesRead += lines.length;
}

/** Where the database refuses a value, halves are stored apart, until that line is found and skipped. */
async function storeLines(
  read: readonly ReadLine[],
  skipped: SkippedTally,
  deps: ImportDeps,
): Promise<StoreOutcome> {
  try {
    return await storeObservations(
      read.flatMap(({ groups }) => groups),
      deps,
    );
  } catch (error) {
    const [only] = read;
    if (only === undefined || !isRefusedValue(error)) throw error;
    if (read.length === 1) {
      skipped.add('not_storable', only.number, 'the database refuses one of its values');
      return joinOutcomes([]);
    }
    const middle = Math.ceil(read.length / 2);
    const first = await storeLines(read.slice(0, middle), skipped, deps);
    return joinOutcomes([first, await storeLines(read.slice(middle), skipped, deps)]);
  }
}

async function checkpoint(
  { fingerprint }: HistoryFile,
  { linesDone, linesRead, skipped }: RunState,
  { status, deps }: { readonly status: ImportCheckpoint['status']; readonly deps: ImportDeps },
): Promise<void> {
  const note = { fingerprint, status, linesDone, read: linesRead, skipped: skipped.counts() };
  await saveImport(deps.db, note, deps.now());
}

function summaryOf(file: HistoryFile, state: RunState, resumedAfterLine: number): ImportSummary {
  const { linesRead, skipped, deliveriesRecorded, outcome } = state;
  return {
    path: file.path,
    linesRead,
    linesStored: linesRead - skipped.total(),
    skipped: skipped.list(),
    resumedAfterLine,
    deliveriesRecorded,
    ...outcome,
  };
}

/** A line that was understood. */
type ReadLine = { readonly number: number; readonly groups: readonly OrganizationObservations[] };

/** Translates a batch of lines; what cannot be read is tallied. */
async function readLines(lines: readonly Line[], skipped: SkippedTally, receivedAt: Date) {
  const understood: ReadLine[] = [];
  const deliveries: NewDelivery[] = [];
  for (const { number, text, bytes } of lines) {
    if (text === null) {
      skipped.add('line_too_long', number, `the line has ${bytes} bytes`);
      continue;
    }
    const read = parseHistoryLine(text);
    if (read.outcome === 'observations') understood.push({ number, groups: read.groups });
    else if (read.outcome === 'skipped') skipped.add(read.reason, number, read.detail);
    else {
      const body = await compressBody(read.body);
      deliveries.push({ guid: read.id, event: read.event, body, receivedAt });
    }
  }
  return { read: understood, deliveries };
}
