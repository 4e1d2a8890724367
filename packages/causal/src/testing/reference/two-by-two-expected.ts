/**
 * Adopters of week 17 against never, weeks 9 to 24 halved, developer means: difference of changes.
 */
export const expectedTwoByTwo = {
  estimate: 0.489106514084507,
  byDeveloper: 0.198593468332434,
  byTeam: 0.186456586660286,
  biasReduced: { se: 0.193925779553592, degreesOfFreedom: 20.3922853814406, p: 0.0200716877577388 },
  welch: {
    statistic: 2.44001351692287,
    degreesOfFreedom: 93.3441764522834,
    p: 0.0165749463351709,
    interval: [0.0910671581702826, 0.887145869998731],
  },
  poisson: { coefficient: 0.190172947477737, se: 0.0746446604494423 },
  baseline: {
    slope: 0.919554249746672,
    varianceReduction: 0.606697144524306,
    unadjusted: 0.707306338028169,
    adjusted: 0.506659762626799,
  },
} as const;

/** Planned comparisons: what they could find. */
export const expectedPower = {
  twoSample: { treated: 60, control: 60, sd: 1.5, effect: 0.767245710366752 },
  design: { size: 8, correlation: 0.1, effect: 1.7 },
  planned: [
    {
      units: 200,
      treatedShare: 0.5,
      prePeriods: 12,
      postPeriods: 12,
      variance: 4,
      correlation: 0.3,
      changeVariance: 1.1360544940736,
      se: 0.150735164714382,
      effect: 0.422297409313637,
    },
    {
      units: 200,
      treatedShare: 0.5,
      prePeriods: 12,
      postPeriods: 12,
      variance: 4,
      correlation: 0,
      changeVariance: 0.666666666666667,
      se: 0.115470053837925,
      effect: 0.32349919596704,
    },
    {
      units: 50,
      treatedShare: 0.2,
      prePeriods: 8,
      postPeriods: 4,
      variance: 4,
      correlation: 0.5,
      changeVariance: 2.8465576171875,
      se: 0.596506246529269,
      effect: 1.67116308278845,
    },
  ],
} as const;
