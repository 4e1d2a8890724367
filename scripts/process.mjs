import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Something went wrong that a person can mend; its message is one line that says how. */
export class Failure extends Error {}

/** Says something to the person, on standard error: standard output belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The program and first arguments that run an installed tool, such as `turbo`. */
export function tool(name) {
  const windows = process.platform === 'win32';
  return join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
}

/** npm as it was started by npm itself, else as found on the path. */
export function npm() {
  // oxlint-disable-next-line node/no-process-env -- set by npm for its scripts
  const path = process.env.npm_execpath;
  const isNpm = path !== undefined && /npm-cli\.[cm]?js$/.test(path) && existsSync(path);
  if (isNpm) return [process.execPath, path];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * Runs a command to its end and answers its exit status, and what it said if that is `collected`.
 * Signals that reach this process are passed on, so that the command can end in order.
 */
export function run(command, options = {}) {
  const [program, ...parameters] = command;
  const { output = 'inherit', environment = {} } = options;
  const stdio = {
    inherit: 'inherit',
    stderr: ['ignore', 2, 2],
    collected: ['ignore', 'pipe', 'pipe'],
  };
  const child = spawn(program, parameters, {
    cwd: root,
    stdio: stdio[output],
    // oxlint-disable-next-line node/no-process-env -- children inherit the environment
    env: { ...process.env, ...environment },
    shell: program.endsWith('.cmd'),
  });
  // Ctrl-C reaches everything in the terminal by itself.
  const pass = (signal) =>
    signal === 'SIGINT' && process.stdin.isTTY ? false : child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);

  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve({ status: code ?? (signal === 'SIGINT' ? 130 : 143), text });
    });
  });
}

/** Runs a script's main part; a failure is told in one line, anything else is our bug. */
export async function main(work) {
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
