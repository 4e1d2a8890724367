// A sender of signed deliveries in a process of its own, so that it shares no event loop with a
// receiver. Asked { url, from, to, concurrency }, it sends that part of its deliveries.
import { sendDeliveries } from '@uplift/simulated-github';

import { answerQuestions } from './processes.mjs';
import { signedDeliveries } from './worlds.mjs';

await answerQuestions(({ amount, secret }) => {
  const deliveries = signedDeliveries({ amount, secret });
  const bytes = deliveries.reduce((sum, { body }) => sum + body.length, 0);
  return {
    ready: { bytes },
    answer: ({ url, from, to, concurrency }) =>
      send({ url, concurrency, deliveries: deliveries.slice(from, to) }),
    close: () => {},
  };
});

async function send(options) {
  const latencies = [];
  const log = { record: ({ durationSeconds }) => latencies.push(durationSeconds * 1000) };
  const startedAt = performance.now();
  const { failed } = await sendDeliveries({ ...options, log });
  if (failed > 0) throw new Error(`${failed} deliveries were not accepted`);
  return { seconds: (performance.now() - startedAt) / 1000, latencies };
}
