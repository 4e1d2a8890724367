import { describe, expect, it } from 'vitest';
import { handMadeInput, inWaves, type HandMade } from './hand-made.ts';
import { overallPooler } from './overall-pooler.ts';
import { poolPanel } from './pool-panel.ts';
import { layOut } from './primary-answer.ts';

const world = { developers: 36, weeks: 32, adopts: inWaves, noise: 0.5 } as const;

const laidOut = (changed: Partial<HandMade> & Pick<HandMade, 'measure'>) =>
  layOut(handMadeInput({ ...world, ...changed }));

describe('pooling panels that differ in who began when', () => {
  it.each(['cycle_time', 'throughput'] as const)(
    'gives for %s what each gives alone',
    (measure) => {
      // given dates dealt out otherwise, and then other dates altogether
      const { panel, cells } = laidOut({ measure });
      const { scale } = cells;
      const turned = panel.firstTreated.toReversed();
      const later = panel.firstTreated.map((start) => start + 1);
      const pool = overallPooler(scale);

      for (const firstTreated of [panel.firstTreated, turned, later, panel.firstTreated]) {
        // when
        const own = pool({ ...panel, firstTreated });

        // then to the last bit
        expect(own).toEqual(poolPanel({ ...panel, firstTreated }, { scale }));
      }
    },
  );

  it.each([
    ['nobody began', () => null],
    ['all began at once', () => 20],
  ])('gives nothing where %s, as alone', (_, adopts) => {
    const { panel, cells } = laidOut({ measure: 'throughput', adopts });

    expect(overallPooler(cells.scale)(panel)).toBeNull();
    expect(poolPanel(panel, { scale: cells.scale })).toBeNull();
  });
});
