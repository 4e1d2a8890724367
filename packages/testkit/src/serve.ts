import { createServer, type RequestListener, type Server } from 'node:http';

/** A listener that answers on loopback. */
export type ServedListener = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends connections that are still open. */
  readonly close: () => Promise<void>;
};

/** Serves any HTTP listener (an Express application too) on a free port of 127.0.0.1. */
export async function serve(listener: RequestListener): Promise<ServedListener> {
  const server = createServer(listener);
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, close: () => close(server) };
}

/**
 * A port of 127.0.0.1 that was free a moment ago, for a process that has to be told its port.
 * Prefer {@link serve} or port 0 where the listener is at hand: nothing reserves this one.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
