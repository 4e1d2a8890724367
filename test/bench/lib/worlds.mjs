// Simulated organisations as the benches need them: deliveries, history files.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { simulateOrganization } from '@uplift/causal';
import { deliveriesOf, historyLines } from '@uplift/simulated-github';

const endsAt = new Date('2026-06-01T00:00:00Z');
const BLOCK_CHARACTERS = 262_144;

/** An organisation that ends on a fixed day, so that every run works on the same bytes. */
function organization({ developers, weeks }) {
  const settings = { developers, weeks, effectPercent: -12, seed: 1, endsAt };
  return simulateOrganization(settings).story;
}

/** The last webhooks of an organisation, signed, with bodies of GitHub's size. */
export function signedDeliveries({ amount, secret }) {
  const story = organization({ developers: 120, weeks: 26 });
  const from = new Date(endsAt.getTime() - 10 * 7 * 86_400_000);
  const options = { from, to: endsAt, secret, installationId: 4_000_001, addresses: true };
  const taken = [];
  for (const delivery of deliveriesOf(story, options)) {
    taken.push(delivery);
    if (taken.length === amount) return taken;
  }
  throw new Error(`the simulated organisation has ${taken.length} deliveries, not ${amount}`);
}

/** The first lines of an organisation's history. */
export function* historyOf({ developers, weeks, amount }) {
  const story = organization({ developers, weeks });
  let taken = 0;
  for (const line of historyLines(story, { from: new Date(0), to: endsAt })) {
    if (taken === amount) return;
    taken += 1;
    yield line;
  }
  throw new Error(`the simulated organisation has ${taken} history lines, not ${amount}`);
}

/** Streams lines to a file. */
export async function writeLines(path, lines) {
  await pipeline(Readable.from(blocksOf(lines)), createWriteStream(path));
}

function* blocksOf(lines) {
  let block = '';
  for (const line of lines) {
    block += `${line}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = '';
  }
  yield block;
}
