// Made-up times from the first commit to the merge, in seconds, the same in every run.
import { chance, normal } from './chance.mjs';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Every developer has a pace of their own; the last month is cut off by the end of the data. */
export function clusteredDurations({ developers, pullRequests }) {
  const next = chance(developers);
  const pace = Float64Array.from(
    { length: developers },
    () => 9 * HOUR * Math.exp(normal(next) / 2),
  );
  const cluster = new Uint32Array(pullRequests);
  const time = new Float64Array(pullRequests);
  const ended = new Uint8Array(pullRequests);
  for (let index = 0; index < pullRequests; index += 1) {
    // some write many more than others
    cluster[index] = Math.floor(developers * next() ** 1.5);
    const wanted = Math.ceil(pace[cluster[index]] * Math.exp(1.2 * normal(next)));
    const seen = Math.ceil(next() * 365 * DAY);
    time[index] = Math.min(wanted, seen);
    ended[index] = wanted <= seen ? 1 : 0;
  }
  return { time, ended, cluster };
}
