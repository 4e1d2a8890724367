import type { WayOfWorking } from '../observations.ts';

export const maturityStages = ['assistive', 'workflow', 'agentic'] as const;
/**
 * How far the use of AI has come: help while typing and asking, single calls built into a workflow,
 * or work handed to agents.
 */
export type MaturityStage = (typeof maturityStages)[number];

/** On fewer days than this, a way of working was only tried. */
export const MATURITY_DAYS = 2;

/** The stage that each way of working belongs to. */
export const stageOfWay: Readonly<Record<WayOfWorking, MaturityStage>> = {
  completion: 'assistive',
  chat: 'assistive',
  cli: 'workflow',
  code_review: 'workflow',
  agent_mode: 'agentic',
  cloud_agent: 'agentic',
};

/**
 * The highest stage that a person used on at least {@link MATURITY_DAYS} days of a window, or `null`
 * where none was.
 *
 * @param days - the ways of working of each active day, one entry a day; 28 days make the window
 */
export function maturityStage(days: readonly (readonly WayOfWorking[])[]): MaturityStage | null {
  const reached = maturityStages.filter((stage) => {
    const used = days.filter((ways) => ways.some((way) => stageOfWay[way] === stage));
    return used.length >= MATURITY_DAYS;
  });
  return reached.at(-1) ?? null;
}
