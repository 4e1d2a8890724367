import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';

import { expect, it } from 'vitest';

import { within } from './within.ts';

it('tells what the work answers in time', async () => {
  expect(await within(1000, Promise.resolve(3))).toEqual({ status: 'in-time', value: 3 });
});

it('waits no longer than told', async () => {
  expect(await within(10, new Promise(() => undefined))).toEqual({ status: 'too-late' });
});

it('hears an answer that came in time, although this thread was too busy to read it', async () => {
  // given another thread that answers at once
  const echo =
    "require('node:worker_threads').parentPort.on('message', ({ port }) => port.postMessage(7))";
  const other = new Worker(echo, { eval: true });
  await once(other, 'online');
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => port1.once('message', resolve));

  // when this one works for longer than the deadline, without a pause
  other.postMessage({ port: port2 }, [port2]);
  const answer = within(50, told);
  await turn();
  const since = performance.now();
  while (performance.now() - since < 500);

  expect(await answer).toEqual({ status: 'in-time', value: 7 });
  await other.terminate();
});
