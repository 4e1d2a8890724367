import { describe, expect, it } from 'vitest';
import { countyPanel } from '../testing/counties.ts';
import { distance } from '../testing/distance.ts';
import { simulatedPanel } from '../testing/panels.ts';
import { expectedTwoWay } from '../testing/reference/two-way-expected.ts';
import { splitTwoWay } from './bacon-split.ts';
import { estimateTwoWay } from './two-way-effect.ts';

describe.each([
  { name: 'developers', panel: () => simulatedPanel() },
  { name: 'teams', panel: () => simulatedPanel({ cluster: 'team' }) },
  { name: 'counties', panel: () => countyPanel() },
] as const)('two-way fixed effects by $name', ({ name, panel }) => {
  it('have the coefficient and both errors of R', () => {
    const { att, se, smallSampleSe } = estimateTwoWay(panel());

    const expected = expectedTwoWay[name];
    expect(
      distance([att, se, smallSampleSe], [expected.att, expected.se, expected.smallSampleSe]),
    ).toBeLessThan(1e-9);
  });
});

describe.each([
  { name: 'developers', panel: () => simulatedPanel() },
  { name: 'counties', panel: () => countyPanel() },
] as const)('the split by $name', ({ name, panel }) => {
  it('has the pairs of R', () => {
    const { parts, total } = splitTwoWay(panel());

    const rows = expectedTwoWay[name].split.split(';').map((row) => row.split(' '));
    expect(parts).toHaveLength(rows.length);
    for (const [kind, treated, control, ...numbers] of rows) {
      const part = parts.find(
        (own) =>
          own.kind === kind &&
          own.treated === Number(treated) &&
          own.control === (control === '0' ? Infinity : Number(control)),
      );
      expect(distance([part?.estimate, part?.weight], numbers.map(Number))).toBeLessThan(1e-9);
    }
    expect(distance([total], [expectedTwoWay[name].att])).toBeLessThan(1e-9);
  });
});
