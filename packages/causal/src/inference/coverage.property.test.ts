import { describe, expect, it } from 'vitest';
import { aggregate } from '../aggregation/aggregate.ts';
import { estimateGroupTime } from '../group-time/estimate.ts';
import { buildPanel } from '../panel/build-panel.ts';
import type { PanelRow } from '../panel/collect.ts';
import { clusterSums } from './cluster-sums.ts';
import { covarianceOf } from './covariance.ts';
import { normalSource } from './random.ts';
import { supTCritical } from './sup-t.ts';

const WORLDS = 800;
const TEAMS = 150;
const MEMBERS = 2;
const PERIODS = 8;

/**
 * Teams of two, a third of them never treated, the others from period 4 or 6 on; shocks are common to
 * a team, and to a person over time. The effect grows with exposure: 0.5, 1, 1.5, …
 */
function world(seed: number): readonly PanelRow[] {
  const normal = normalSource(seed);
  return Array.from({ length: TEAMS }, (_, team) => {
    const firstTreated = [4, 6, 'never' as const][team % 3];
    const shocks = Array.from({ length: PERIODS }, () => normal());
    return Array.from({ length: MEMBERS }, (__, member) => {
      const level = normal();
      return shocks.map((shock, at) => {
        const since = firstTreated === 'never' ? -1 : at + 1 - firstTreated;
        const effect = since < 0 ? 0 : 0.5 * (1 + since);
        return {
          unit: `${team}-${member}`,
          cluster: `${team}`,
          period: at + 1,
          outcome: level + at + 0.5 * shock + normal() + effect,
          firstTreated,
        };
      });
    }).flat();
  }).flat();
}

/** Cohorts of equal size: cells of 0.5 to 2.5 for the first, of 0.5 to 1.5 for the second. */
const truth = {
  simple: (0.5 + 1 + 1.5 + 2 + 2.5 + 0.5 + 1 + 1.5) / 8,
  events: [-2, -1, 0, 1, 2, 3, 4].map((e) => (e < 0 ? 0 : 0.5 * (1 + e))),
};

function coverageOf(seed: number) {
  const estimate = estimateGroupTime(buildPanel(world(seed)), { baseWindow: 2 });
  const { simple, dynamic } = aggregate(estimate);
  const events = dynamic.by.filter(({ key }) => key >= -2).map(({ mixture }) => mixture);
  const mixtures = simple.overall === null ? events : [simple.overall, ...events];
  const sums = clusterSums(estimate.influence.mix(mixtures), estimate.panel.clusters);
  const covariance = covarianceOf(sums);
  const size = mixtures.length;
  const critical = supTCritical(covariance, size, { draws: 500, seed });
  const errors = mixtures.map(({ value }, k) => {
    const target = k === 0 ? truth.simple : truth.events[k - 1];
    return Math.abs(value - target) / Math.sqrt(covariance[k * size + k]);
  });
  return {
    interval: errors[0] < 1.96,
    band: errors.every((error) => error < critical),
    isTrendFree: errors[1] < 1.96,
  };
}

describe('intervals and bands', () => {
  const worlds = Array.from({ length: WORLDS }, (_, seed) => coverageOf(seed + 1));
  const share = (of: (world: ReturnType<typeof coverageOf>) => boolean) =>
    worlds.filter(of).length / WORLDS;

  it('cover the true effect as often as they say', () => {
    expect(Math.abs(share(({ interval }) => interval) - 0.95)).toBeLessThan(0.03);
  });

  it('cover a whole event study at once', () => {
    expect(Math.abs(share(({ band }) => band) - 0.95)).toBeLessThan(0.035);
  });

  it('find an effect before treatment no more often than they may', () => {
    expect(Math.abs(share(({ isTrendFree }) => isTrendFree) - 0.95)).toBeLessThan(0.03);
  });
});
