import type { ProofSetting } from './setting.ts';

/** A typical organisation, in which adoption does nothing. Every setting departs from it. */
const usual = {
  weeks: 52,
  teams: 15,
  developersPerTeam: 8,
  weeklyMerges: 1.5,
  adoption: { by: 'developer', share: 0.6, from: 14, to: 40, crowding: 1 },
  effect: { timePercent: 0, countPercent: 0, profile: 'lasting' },
  drift: { timePercent: -10, countPercent: 10 },
  selection: { onLevel: 0, onTrend: 0 },
  noise: {
    countShape: 2,
    durationSpread: 1.2,
    developerSpread: 0.5,
    developerShock: 0.2,
    teamShock: 0.1,
    teamPersistence: 0.6,
    trendSpread: 0,
  },
  holidays: true,
  turnover: 0,
  automaticReview: 0,
} as const satisfies Omit<ProofSetting, 'name' | 'words'>;

const inTeamWaves = { ...usual.adoption, by: 'team' } as const;

/** Teams that begin in waves beside teams that never do, with stronger shocks of their own. */
function treatedTeams(
  treated: number,
  controls: number,
  developersPerTeam: number,
): Pick<ProofSetting, 'teams' | 'developersPerTeam' | 'adoption' | 'noise'> {
  return {
    teams: treated + controls,
    developersPerTeam,
    adoption: { ...inTeamWaves, share: treated / (treated + controls) },
    noise: { ...usual.noise, teamShock: 0.15 },
  };
}

/** Worlds in which adoption does nothing: whoever claims a change is wrong. */
const withoutEffect: readonly ProofSetting[] = [
  {
    ...usual,
    name: 'usual',
    words: 'Developers begin one by one, in no particular order; everything drifts a little.',
  },
  {
    ...usual,
    name: 'drift',
    words: 'Everybody gets much faster over the year, for reasons of their own.',
    drift: { timePercent: -46, countPercent: 40 },
  },
  {
    ...usual,
    name: 'drift-growing-adoption',
    words: 'Everybody gets much faster while adoption grows from few to almost all.',
    drift: { timePercent: -46, countPercent: 40 },
    adoption: { by: 'developer', share: 0.9, from: 13, to: 46, crowding: 1.6 },
  },
  {
    ...usual,
    name: 'team-waves',
    words: 'Whole teams begin in one week.',
    teams: 36,
    developersPerTeam: 5,
    adoption: inTeamWaves,
  },
  {
    ...usual,
    name: 'lasting-shocks',
    words: 'Teams begin in waves, and have good and bad quarters of their own.',
    teams: 36,
    developersPerTeam: 5,
    adoption: inTeamWaves,
    noise: { ...usual.noise, teamShock: 0.2, teamPersistence: 0.9 },
  },
  {
    ...usual,
    name: 'skewed',
    words: 'A few pull requests take very long, a few developers merge very much.',
    noise: { ...usual.noise, countShape: 1, durationSpread: 1.8, developerSpread: 0.9 },
  },
  {
    ...usual,
    name: 'busy-first',
    words: 'Developers who merge most begin first.',
    selection: { onLevel: 0.8, onTrend: 0 },
  },
  {
    ...usual,
    name: 'improving-first',
    words: 'Developers who are getting faster anyway begin first.',
    selection: { onLevel: 0, onTrend: 0.7 },
    noise: { ...usual.noise, trendSpread: 0.25 },
  },
  {
    ...usual,
    name: 'everybody',
    words: 'Nobody is left who has not begun.',
    adoption: { by: 'developer', share: 1, from: 13, to: 44, crowding: 1 },
  },
  {
    ...usual,
    name: 'leavers-joiners',
    words: 'A fifth of the developers leave, and as many join.',
    turnover: 0.2,
  },
  {
    ...usual,
    name: 'automatic-review',
    words: 'An AI reviews half of the developers, whether or not they have begun.',
    automaticReview: 0.5,
  },
  {
    ...usual,
    ...treatedTeams(5, 5, 10),
    name: 'clusters-5',
    words: 'Five teams begin, five never do.',
  },
  {
    ...usual,
    ...treatedTeams(10, 10, 6),
    name: 'clusters-10',
    words: 'Ten teams begin, ten never do.',
  },
  {
    ...usual,
    ...treatedTeams(20, 20, 5),
    name: 'clusters-20',
    words: 'Twenty teams begin, twenty never do.',
  },
  {
    ...usual,
    ...treatedTeams(100, 50, 4),
    name: 'clusters-100',
    words: 'A hundred teams begin, fifty never do.',
    weeklyMerges: 1,
  },
];

/** Worlds with an effect: intervals should hold it, and a claim is right. */
const withEffect: readonly ProofSetting[] = [
  ...[5, 10, 20].map((percent): ProofSetting => ({
    ...usual,
    name: `effect-${percent}`,
    words: `Cycle time falls and merges rise by ${percent} %.`,
    effect: { timePercent: -percent, countPercent: percent, profile: 'lasting' },
  })),
  {
    ...usual,
    name: 'effect-20-many',
    words: 'Both change by 20 %, in an organisation four times as large.',
    teams: 60,
    weeklyMerges: 1,
    effect: { timePercent: -20, countPercent: 20, profile: 'lasting' },
  },
  {
    ...usual,
    name: 'effect-20-teams',
    words: 'Both change by 20 %; twenty teams begin in waves, twenty never do.',
    ...treatedTeams(20, 20, 5),
    effect: { timePercent: -20, countPercent: 20, profile: 'lasting' },
  },
  {
    ...usual,
    name: 'effect-against-drift',
    words: 'Both change by 20 % for the better, while everything else gets worse.',
    effect: { timePercent: -20, countPercent: 20, profile: 'lasting' },
    drift: { timePercent: 40, countPercent: -20 },
  },
  {
    ...usual,
    name: 'effect-busy-first',
    words: 'Both change by 20 %, and developers who merge most begin first.',
    effect: { timePercent: -20, countPercent: 20, profile: 'lasting' },
    selection: { onLevel: 0.8, onTrend: 0 },
  },
  {
    ...usual,
    name: 'novelty',
    words: 'Both change by 30 % at first; the change has gone after a few weeks.',
    effect: { timePercent: -30, countPercent: 30, profile: 'fading' },
  },
  {
    ...usual,
    name: 'learning',
    words: 'Both change by 25 % in the end, after weeks of learning.',
    effect: { timePercent: -25, countPercent: 25, profile: 'growing' },
  },
];

/** Every setting, those without an effect first. Names are unique. */
export const proofSettings: readonly ProofSetting[] = [...withoutEffect, ...withEffect];
