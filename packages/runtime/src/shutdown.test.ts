import { afterEach, describe, expect, it, vi } from 'vitest';

import { createShutdown, type Shutdown, type ShutdownEvent } from './shutdown.ts';

let shutdown: Shutdown | undefined;
afterEach(() => shutdown?.release());

const never = () => new Promise<never>(() => {});

describe('closing', () => {
  it('goes in reverse order, one after the other', async () => {
    const order: string[] = [];
    shutdown = createShutdown({ signals: [] });
    shutdown.onShutdown('database', () => order.push('database'));
    shutdown.onShutdown('server', async () => {
      await Promise.resolve();
      order.push('server');
    });

    expect(await shutdown.close()).toEqual({ status: 'closed', failures: [], unfinished: [] });
    expect(order).toEqual(['server', 'database']);
  });

  it('goes on after a failure and tells of it', async () => {
    const order: string[] = [];
    shutdown = createShutdown({ signals: [] });
    shutdown.onShutdown('database', () => order.push('database'));
    shutdown.onShutdown('queue', () => Promise.reject(new Error('gone')));

    const outcome = await shutdown.close();

    expect(outcome.status).toBe('failed');
    expect(outcome.failures).toEqual([{ name: 'queue', error: new Error('gone') }]);
    expect(order).toEqual(['database']);
  });

  it('gives up at the deadline and names what was still closing', async () => {
    shutdown = createShutdown({ signals: [], deadlineMs: 5 });
    shutdown.onShutdown('database', () => {});
    shutdown.onShutdown('server', never);

    const outcome = await shutdown.close();

    expect(outcome.status).toBe('deadline');
    expect(outcome.unfinished.toSorted()).toEqual(['database', 'server']);
  });

  it('happens once, however often it is asked for', async () => {
    const closer = vi.fn<() => void>();
    shutdown = createShutdown({ signals: [] });
    shutdown.onShutdown('server', closer);

    await Promise.all([shutdown.close(), shutdown.close()]);

    expect(closer).toHaveBeenCalledTimes(1);
  });

  it('closes what a closer registers meanwhile', async () => {
    const late = vi.fn<() => void>();
    const own = createShutdown({ signals: [] });
    shutdown = own;
    own.onShutdown('server', () => own.onShutdown('late', late));

    await own.close();

    expect(late).toHaveBeenCalledTimes(1);
  });
});

describe('signals', () => {
  const exitOf = (closer: () => unknown, signals: NodeJS.Signals[], echoMs = 0) =>
    new Promise<{ code: number; events: ShutdownEvent[] }>((resolve) => {
      const events: ShutdownEvent[] = [];
      shutdown = createShutdown({
        deadlineMs: 50,
        echoMs,
        exit: (code) => resolve({ code, events }),
        onEvent: (event) => events.push(event),
      });
      shutdown.onShutdown('server', closer);
      for (const signal of signals) process.emit(signal, signal);
    });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s closes and then exits with 0', async (signal) => {
    const closer = vi.fn<() => void>();

    const { code, events } = await exitOf(closer, [signal]);

    expect(code).toBe(0);
    expect(closer).toHaveBeenCalledTimes(1);
    expect(events.map(({ kind }) => kind)).toEqual(['signal', 'ended']);
  });

  it('exit with 1 when closing failed', async () => {
    expect((await exitOf(() => Promise.reject(new Error('x')), ['SIGTERM'])).code).toBe(1);
  });

  it('exit with 1 when the deadline passes', async () => {
    expect((await exitOf(never, ['SIGTERM'])).code).toBe(1);
  });

  it('a second one exits at once', async () => {
    const { code, events } = await exitOf(never, ['SIGTERM', 'SIGINT']);

    expect(code).toBe(130);
    expect(events.map(({ kind }) => kind)).toEqual(['signal', 'second-signal']);
  });

  it('one that merely echoes the first is not a second', async () => {
    const { code, events } = await exitOf(() => {}, ['SIGINT', 'SIGINT'], 500);

    expect(code).toBe(0);
    expect(events.map(({ kind }) => kind)).toEqual(['signal', 'ended']);
  });
});
