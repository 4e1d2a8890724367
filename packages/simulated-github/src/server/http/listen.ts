import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';

/** A host of the simulated GitHub. */
export type Host = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops listening and ends connections that are still open. */
  readonly close: () => Promise<void>;
};

/** Listens on 127.0.0.1, on any free port if the port is 0. */
export async function listenOn(listener: RequestListener, port: number): Promise<Host> {
  const server = createServer({ keepAliveTimeout: 30_000 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${address.port}`, close };
}
