// `uplift serve` as a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const UPLIFT = fileURLToPath(new URL('../../../apps/cli/bin/uplift.js', import.meta.url));

/** Starts it on a free port and waits until it says that it is ready. */
export async function serveUplift(settings) {
  const child = spawn(process.execPath, [UPLIFT, 'serve', '--port', '0'], {
    // oxlint-disable-next-line node/no-process-env -- a child needs the path of this environment
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await ended;
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addressOf(child) {
  for await (const text of createInterface({ input: child.stdout })) {
    const [, url] = /ready at (\S+)/.exec(text) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('uplift serve ended before it was ready');
}
