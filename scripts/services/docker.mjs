import { spawnSync } from 'node:child_process';

import { Failure, say } from '../process.mjs';

/** Whether a Docker engine answers. */
export function hasDocker() {
  return docker(['info', '--format', '{{.ServerVersion}}'], 10_000).status === 0;
}

/** Starts a container that removes itself, with one port on a free port of 127.0.0.1. */
export function startContainer({ image, port, environment = {}, command = [] }) {
  say(`Starting ${image} in Docker …`);
  const settings = Object.entries(environment).flatMap(([name, value]) => [
    '-e',
    `${name}=${value}`,
  ]);
  const started = docker([
    'run',
    '--rm',
    '-d',
    '-p',
    `127.0.0.1::${port}`,
    ...settings,
    image,
    ...command,
  ]);
  if (started.status !== 0)
    throw new Failure(`Docker cannot run ${image}: ${started.stderr.trim()}`);
  const container = started.stdout.trim();
  const published = docker(['port', container, `${port}/tcp`]).stdout;
  return { container, port: Number(/:(\d+)/.exec(published)?.[1]) };
}

/** Ends and removes a container. */
export function stopContainer(container) {
  docker(['rm', '-f', '-v', container]);
}

function docker(parameters, timeout = 600_000) {
  const answer = spawnSync('docker', parameters, { encoding: 'utf8', timeout });
  return { status: answer.status ?? 1, stdout: answer.stdout ?? '', stderr: answer.stderr ?? '' };
}
