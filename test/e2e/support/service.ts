import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../../apps/cli/bin/uplift.js', import.meta.url));
const PATIENCE_MS = 60_000;

/** Environment variables of a process; nothing is inherited. */
export type Environment = Readonly<Record<string, string>>;

/** How a process ended: one of the two is null. */
type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A started `uplift` process. */
export type UpliftProcess = {
  readonly pid: number;
  /** What it printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /**
   * The first match in what it prints on either stream, from its start.
   *
   * @throws {Error} with its output, if it ends or a minute passes before, unless told
   */
  readonly printed: (pattern: RegExp, patienceMs?: number) => Promise<RegExpExecArray>;
  /** How it ended, once it has and all its output is read. */
  readonly ended: Promise<Ending>;
  /** Sends a signal and waits for the end; harmless if it has ended. */
  readonly kill: (signal: NodeJS.Signals) => Promise<Ending>;
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the built command line as its own process. */
export function startUplift(args: readonly string[], environment: Environment): UpliftProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const hear = (stream: 'stdout' | 'stderr') => (text: string) => {
    output[stream] += text;
    changed();
  };
  child.stdout.setEncoding('utf8').on('data', hear('stdout'));
  child.stderr.setEncoding('utf8').on('data', hear('stderr'));
  const ending = endOf(child);
  let hasEnded = false;
  void ending.finally(() => {
    hasEnded = true;
    running.delete(child);
    changed();
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    printed: (pattern, patienceMs = PATIENCE_MS) =>
      watched({ pattern, patienceMs, output, watchers, hasEnded: () => hasEnded }),
    ended: ending,
    kill(signal) {
      child.kill(signal);
      return ending;
    },
  };
}

async function endOf(child: ChildProcess): Promise<Ending> {
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode };
}

function watched(watch: {
  readonly pattern: RegExp;
  readonly patienceMs: number;
  readonly output: { readonly stdout: string; readonly stderr: string };
  readonly watchers: Set<() => void>;
  readonly hasEnded: () => boolean;
}): Promise<RegExpExecArray> {
  const { pattern, patienceMs, output, watchers, hasEnded } = watch;
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      watchers.delete(look);
      act();
    };
    const fail = (why: string) => () =>
      reject(new Error(`${why} ${pattern.source}\n${output.stdout}\n${output.stderr}`));
    const look = (): void => {
      const match = pattern.exec(output.stdout) ?? pattern.exec(output.stderr);
      if (match !== null) settle(() => resolve(match));
      else if (hasEnded()) settle(fail('uplift ended without printing'));
    };
    const timer = setTimeout(() => settle(fail('uplift did not print')), patienceMs);
    watchers.add(look);
    look();
  });
}

/** A command that ran to its end. */
export type Finished = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs the built command line to its end. */
export async function runUplift(
  args: readonly string[],
  environment: Environment,
): Promise<Finished> {
  const started = startUplift(args, environment);
  const { code } = await started.ended;
  return { code, stdout: started.stdout(), stderr: started.stderr() };
}

/** A running `uplift serve`. */
export type Served = {
  readonly process: UpliftProcess;
  /** Without a slash at the end. */
  readonly url: string;
  readonly webhookUrl: string;
};

/** Starts `uplift serve` on a free port and waits until it says that it is ready. */
export async function serveUplift(
  environment: Environment,
  args: readonly string[] = [],
): Promise<Served> {
  const started = startUplift(['serve', ...args], { PORT: '0', ...environment });
  const [, url = ''] = await started.printed(/ready at (http:\/\/\S+)/);
  return { process: started, url, webhookUrl: `${url}/webhooks/github` };
}

/**
 * Makes an API token through the command line.
 *
 * @throws {Error} with the output of the command, if it failed
 */
export async function createToken(
  environment: Environment,
  { role = 'admin', org }: { readonly role?: string; readonly org?: string } = {},
): Promise<string> {
  const good = org === undefined ? [] : ['--org', org];
  const { code, stdout, stderr } = await runUplift(
    ['token', 'create', '--role', role, ...good],
    environment,
  );
  const token = stdout.trim().split('\n').at(-1);
  if (code !== 0 || token === undefined) throw new Error(`no token was made: ${stderr}`);
  return token;
}

/** Kills whatever this file of tests has started and is still running. */
export async function killAll(): Promise<void> {
  const ends = [...running].map(async (child) => {
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  });
  await Promise.all(ends);
}
