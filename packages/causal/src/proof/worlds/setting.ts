/** Who begins together, how many ever begin, and when. Weeks count from the start of the world. */
export type AdoptionPlan = {
  /** Whether each developer begins alone, or a whole team in one week. */
  readonly by: 'developer' | 'team';
  /** Share of developers or teams who begin before the end, in `[0, 1]`. */
  readonly share: number;
  /** Weeks of the first and of the last beginning. */
  readonly from: number;
  readonly to: number;
  /** 1 spreads beginnings evenly; above 1 they crowd towards the last week. */
  readonly crowding: number;
};

/** What adoption does, from the week after it on. */
export type PlannedEffect = {
  /** Change of cycle time and of merges per week, in percent, above -100. */
  readonly timePercent: number;
  readonly countPercent: number;
  /** The same for ever, gone after some weeks (novelty), or reached only after some. */
  readonly profile: 'lasting' | 'fading' | 'growing';
};

/** Who adopts first: correlations, in `[0, 1)`, of the order of adoption with what a developer is. */
export type Selection = {
  /** With the developer's usual number of merges. */
  readonly onLevel: number;
  /** With how fast the developer gets faster and merges more, adoption or not. */
  readonly onTrend: number;
};

/** What moves outcomes beside adoption. Spreads are standard deviations of logarithms. */
export type Noise = {
  /** Shape of the gamma behind the negative binomial, at least 1: variance is `m + m² / shape`. */
  readonly countShape: number;
  /** Within a developer, of cycle time. */
  readonly durationSpread: number;
  /** Between developers, of their usual merges and usual cycle time. */
  readonly developerSpread: number;
  /** Of a shock that a developer carries from week to week. */
  readonly developerShock: number;
  /** Of a shock that a team shares, and what of it is left a week later, in `[0, 1)`. */
  readonly teamShock: number;
  readonly teamPersistence: number;
  /** Of developers' own trends, over the whole world. */
  readonly trendSpread: number;
};

/** A kind of world, as plain data: what happens in it, and so what a method should find. */
export type ProofSetting = {
  readonly name: string;
  /** What is hard about it, in one sentence. */
  readonly words: string;
  readonly weeks: number;
  readonly teams: number;
  readonly developersPerTeam: number;
  /** Merges per week of a typical developer. */
  readonly weeklyMerges: number;
  readonly adoption: AdoptionPlan;
  readonly effect: PlannedEffect;
  /** Change over the whole world that everybody shares, in percent. */
  readonly drift: { readonly timePercent: number; readonly countPercent: number };
  readonly selection: Selection;
  readonly noise: Noise;
  /** Weeks in which everybody merges less. */
  readonly holidays: boolean;
  /** Share of developers who leave, and as many who join, while the world runs; in `[0, 0.5]`. */
  readonly turnover: number;
  /** Share of developers whose pull requests an AI reviews without being asked, in `[0, 1]`. */
  readonly automaticReview: number;
};

/** Whether adoption does nothing in worlds of a setting. */
export function hasNoEffect({ effect }: ProofSetting): boolean {
  return effect.timePercent === 0 && effect.countPercent === 0;
}
