import { progressBar, type Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { startThreads, type ThreadFunction } from './thread-pool.ts';

/** How the tasks of a study are run, and who is told. */
export type StudyDependencies<Task, Result> = {
  /** Rejects once the study is cancelled. */
  readonly run: (task: Task) => Promise<Result>;
  readonly onProgress: (progress: Progress) => void;
};

/** The customary exit code of a program that was interrupted. */
const INTERRUPTED = 130;

/** Runs a study in threads; null if somebody interrupted it, which is said. */
export async function inThreads<Task, Result, Outcome>(
  work: ThreadFunction,
  study: (dependencies: StudyDependencies<Task, Result>) => Promise<Outcome>,
  terminal: Terminal,
): Promise<Outcome | null> {
  const cancel = new AbortController();
  const onInterrupt = () => cancel.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  const threads = startThreads<Task, Result>(work, cancel.signal);
  const bar = progressBar(terminal);
  try {
    return await study({ run: threads.run, onProgress: bar.update });
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
  } finally {
    bar.stop();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    await threads.close();
  }
  terminal.note('Stopped before the end: there is nothing to show.');
  process.exitCode = INTERRUPTED;
  return null;
}
