import { describe, expect, it } from 'vitest';
import { countyPanel } from '../testing/counties.ts';
import { distance } from '../testing/distance.ts';
import { numberRows, simulatedPanel } from '../testing/panels.ts';
import { expectedImputation } from '../testing/reference/imputation-expected.ts';
import { estimateImputation } from './estimate-imputation.ts';

describe.each([
  { name: 'developers', panel: () => simulatedPanel() },
  { name: 'teams', panel: () => simulatedPanel({ cluster: 'team' }) },
  { name: 'counties', panel: () => countyPanel() },
] as const)('imputation by $name', ({ name, panel }) => {
  const { overall, byEvent } = estimateImputation(panel());
  const expected = expectedImputation[name];

  it('has the average effect and its error', () => {
    expect(distance([overall.att, overall.se], [expected.att, expected.se])).toBeLessThan(1e-6);
  });

  it('has the effects by periods since treatment', () => {
    expect(
      distance(
        byEvent.flatMap(({ e, att, se }) => [e, att, se]),
        numberRows(expected.byEvent).flat(),
      ),
    ).toBeLessThan(1e-6);
  });
});
