import type { CohortWish } from '../../api/cohorts.ts';

/** What somebody has told of a cohort so far. Days are UTC, empty where none was told. */
export type CohortDraft = {
  readonly name: string;
  readonly teams: readonly string[];
  readonly use: 'any' | 'started' | 'not_yet';
  readonly tool: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
};

/** Everybody, until something is told. */
export const emptyDraft: CohortDraft = {
  name: '',
  teams: [],
  use: 'any',
  tool: 'copilot',
  from: '',
  to: '',
  by: '',
};

/** What is asked for by a draft; null while a name, a rule or a day of it is missing. */
export function wishOf({ name, teams, use, tool, from, to, by }: CohortDraft): CohortWish | null {
  const isRuled = teams.length > 0 || use !== 'any';
  const isTold = use === 'any' || tool.trim() !== '';
  const isDated = use !== 'not_yet' || by !== '';
  if (name.trim() === '' || !isRuled || !isTold || !isDated) return null;
  const started = {
    tool: tool.trim(),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  };
  return {
    name: name.trim(),
    rules: {
      ...(teams.length > 0 && { teams }),
      ...(use === 'started' && { adopted: started }),
      ...(use === 'not_yet' && { notAdopted: { tool: tool.trim(), by } }),
    },
  };
}
