import type { Day } from '../observations.ts';

/** A day on which GitHub began to count something of Copilot otherwise. */
export type DefinitionBreak = {
  readonly day: Day;
  /** What changed, in one sentence for readers of a chart. */
  readonly what: string;
  /** Which figures may jump there for no other reason. */
  readonly affects: readonly ('seat' | 'usage')[];
  /** Where GitHub says so. */
  readonly source: string;
};

const REFERENCE =
  'GitHub Docs, Copilot usage metrics: https://docs.github.com/copilot/reference/copilot-usage-metrics/copilot-usage-metrics';
const CHANGELOG = 'GitHub changelog: https://github.blog/changelog';

/**
 * Known changes of what Copilot's usage reports count, in the order of their days. A line across one
 * of them may jump although nobody works otherwise.
 */
export const definitionBreaks = [
  {
    day: '2025-12-12',
    what: 'First day of usage reports of organisations: before it nothing tells who used Copilot.',
    affects: ['usage'],
    source: REFERENCE,
  },
  {
    day: '2026-04-02',
    what: 'The former usage API ended; figures saved from it counted completions in editors and chat, and cannot be compared with reports.',
    affects: ['usage'],
    source: `${CHANGELOG}, 2026-01-29`,
  },
  {
    day: '2026-05-29',
    what: 'Reports tell the phase of adoption of each person by a rolling 28 days; there is none before.',
    affects: ['usage'],
    source: `${CHANGELOG}, 2026-05-29`,
  },
  {
    day: '2026-06-19',
    what: 'Reports tell the AI credits that each person used; there are none before.',
    affects: ['usage'],
    source: `${CHANGELOG}, 2026-06-19`,
  },
  {
    day: '2026-07-17',
    what: 'Reports by repository begin.',
    affects: ['usage'],
    source: REFERENCE,
  },
  {
    day: '2026-08-07',
    what: 'Jobs started with agents of other makers are told apart.',
    affects: ['usage'],
    source: `${CHANGELOG}, 2026-08-07`,
  },
  {
    day: '2026-09-25',
    what: 'Review times by repository begin, without pull requests that were ready before 2026-09-21.',
    affects: ['usage'],
    source: `${CHANGELOG}, 2026-09-25`,
  },
] as const satisfies readonly DefinitionBreak[];

/** The breaks on the days of `[from, to)`. */
export function definitionBreaksWithin(from: Day, to: Day): readonly DefinitionBreak[] {
  return definitionBreaks.filter(({ day }) => day >= from && day < to);
}
