import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const catalogue = z.array(
  z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }),
);

/** The webhook payloads that the community published, by event: real ones, old and new. */
export function publishedExamples() {
  const path = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  return catalogue
    .parse(JSON.parse(readFileSync(path, 'utf8')))
    .flatMap(({ name, examples }) =>
      examples.map((payload, index) => ({ event: name, index, payload })),
    );
}
