/** Something to close at the end: a server, a queue, a database. */
export type Closer = () => unknown;

/** The orderly end of a process. */
export type Shutdown = {
  /** Registers what to close; the last registered is closed first. */
  readonly onShutdown: (name: string, close: Closer) => void;
  /**
   * Closes everything in reverse order and resolves when done, or when the deadline has passed.
   * Called again, it answers with the same run. Does not exit.
   */
  readonly close: () => Promise<ShutdownOutcome>;
  /** Stops listening to signals (an embedded process or a test that goes on living). */
  readonly release: () => void;
};

/** How closing went. */
export type ShutdownOutcome = {
  /** `closed`: all of it; `failed`: a closer threw; `deadline`: some did not finish in time. */
  readonly status: 'closed' | 'failed' | 'deadline';
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
  /** What was still closing at the deadline; empty otherwise. */
  readonly unfinished: readonly string[];
};

/** How a process ends. */
export type ShutdownOptions = {
  /** Milliseconds that all closers have together; 10 000 by default. */
  readonly deadlineMs?: number;
  /** SIGTERM and SIGINT by default; an empty list listens to none. */
  readonly signals?: readonly NodeJS.Signals[];
  /**
   * Milliseconds after the first signal in which another is taken for the same one, since Ctrl-C
   * reaches a process from the terminal and once more from whoever started it; 500 by default.
   */
  readonly echoMs?: number;
  /** Ends the process; `process.exit` by default. */
  readonly exit?: (code: number) => void;
  /** Told when a signal starts the end, and how it went. */
  readonly onEvent?: (event: ShutdownEvent) => void;
};

/** A step of the end of a process, for its log. */
export type ShutdownEvent =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'second-signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'ended'; readonly outcome: ShutdownOutcome };

const DEFAULT_DEADLINE_MS = 10_000;
const DEFAULT_ECHO_MS = 500;
/** POSIX shells report a death by signal as 128 + its number; 2 is SIGINT, 15 SIGTERM, 1 SIGHUP. */
const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGTERM: 15,
};

/**
 * Prepares the end of a process. The first signal closes what was registered, newest first, and
 * then exits with 0 (1 if something failed or the deadline passed); a second signal exits at once
 * with 128 + the signal's number, for a person who will not wait.
 */
export function createShutdown(options: ShutdownOptions = {}): Shutdown {
  const { deadlineMs = DEFAULT_DEADLINE_MS, signals = ['SIGTERM', 'SIGINT'] } = options;
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const closers: NamedCloser[] = [];
  let running: Promise<ShutdownOutcome> | null = null;
  const echoMs = options.echoMs ?? DEFAULT_ECHO_MS;
  let signalledAt: number | null = null;

  const close = () => (running ??= closeAll(closers, deadlineMs));
  const end = async (): Promise<void> => {
    const outcome = await close();
    options.onEvent?.({ kind: 'ended', outcome });
    exit(outcome.status === 'closed' ? 0 : 1);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (signalledAt !== null) {
      if (performance.now() - signalledAt < echoMs) return;
      options.onEvent?.({ kind: 'second-signal', signal });
      exit(128 + (SIGNAL_NUMBERS[signal] ?? 0));
      return;
    }
    signalledAt = performance.now();
    options.onEvent?.({ kind: 'signal', signal });
    void end();
  };
  for (const signal of signals) process.on(signal, onSignal);

  return {
    onShutdown: (name, closer) => {
      closers.push({ name, close: closer });
    },
    close,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

type NamedCloser = { readonly name: string; readonly close: Closer };

async function closeAll(closers: NamedCloser[], deadlineMs: number): Promise<ShutdownOutcome> {
  const failures: { name: string; error: unknown }[] = [];
  const unfinished = new Set(closers.map(({ name }) => name));

  const work = (async (): Promise<void> => {
    // Popped one by one, so that what a closer registers meanwhile is closed too.
    for (let next = closers.pop(); next !== undefined; next = closers.pop()) {
      try {
        await next.close();
      } catch (error) {
        failures.push({ name: next.name, error });
      }
      unfinished.delete(next.name);
    }
  })();
  const inTime = await beforeDeadline(work, deadlineMs);
  if (!inTime) return { status: 'deadline', failures, unfinished: [...unfinished] };
  return { status: failures.length === 0 ? 'closed' : 'failed', failures, unfinished: [] };
}

async function beforeDeadline(work: Promise<void>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  try {
    return await Promise.race([work.then(() => true), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
