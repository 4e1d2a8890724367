import { listenOn } from '../http/listen.ts';

/** A delivery as it arrived. */
type ReceivedDelivery = {
  readonly guid: string;
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A receiver of webhooks on the loopback. */
export type TestReceiver = {
  readonly url: string;
  readonly received: ReceivedDelivery[];
  /** The status that it answers with from now on; 202 at the start. */
  readonly answer: (status: number) => void;
  readonly close: () => Promise<void>;
};

/** Starts a receiver on a free port. */
export async function openTestReceiver(): Promise<TestReceiver> {
  const received: ReceivedDelivery[] = [];
  let status = 202;
  const host = await listenOn((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({
        guid: headers['x-github-delivery'] ?? '',
        event: headers['x-github-event'] ?? '',
        headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(status, { 'content-type': 'text/plain' }).end('noted');
    });
  }, 0);
  return {
    url: `${host.url}/webhooks/github`,
    received,
    answer: (next) => {
      status = next;
    },
    close: host.close,
  };
}
