import type { Asked } from '../../api/comparison-actions.ts';
import type { Cohort } from '../../api/cohorts.ts';
import type { Choice } from '../../api/directory.ts';
import { measureWords, toolName } from '../../words/measures.ts';
import type { AdoptionSource } from '../../words/methods.ts';

/** A question as far as it is answered in the builder. */
export type Draft = {
  readonly measure: 'cycle_time' | 'throughput';
  readonly who: 'all' | 'teams' | 'cohort';
  /** Slugs. */
  readonly teams: readonly string[];
  /** Whom it is about, where that is a cohort. */
  readonly cohort: number | null;
  readonly tool: string;
  /** `date` is one day for all, which only a pair of cohorts may have. */
  readonly since: AdoptionSource | 'date';
  readonly date: string;
  readonly against: 'not_yet' | 'cohort' | 'nobody';
  /** Whom it is compared with, where that is a cohort. */
  readonly control: number | null;
  /** Null: the name follows the question. */
  readonly name: string | null;
};

/** What a question is at first: everybody, the measure that most ask about, not yet adopted. */
export const firstDraft: Draft = {
  measure: 'cycle_time',
  who: 'all',
  teams: [],
  cohort: null,
  tool: 'copilot',
  since: 'usage',
  date: '',
  against: 'not_yet',
  control: null,
  name: null,
};

/** What can be asked, or the words for what is missing yet. */
export type Asking = { readonly asked: Omit<Asked, 'name'> } | { readonly missing: string };

/** Turns a draft into a question. */
export function askingOf(draft: Draft): Asking {
  const missing = missingIn(draft);
  if (missing !== null) return { missing };
  const { measure, tool, since, against, teams, who, cohort } = draft;
  const method = against === 'nobody' ? 'uncontrolled_before_after' : 'group_time_ratio';
  return {
    asked: {
      measure,
      tool: tool.trim(),
      method,
      ...(since !== 'date' && { source: since }),
      ...(who === 'teams' && { teams: [...teams] }),
      ...(who === 'cohort' && against !== 'cohort' && { cohort: String(cohort) }),
      ...(against === 'cohort' && { cohorts: pairOf(draft) }),
    },
  };
}

function missingIn(draft: Draft): string | null {
  if (draft.tool.trim() === '') return 'Say which tool it is about.';
  if (draft.who === 'teams' && draft.teams.length === 0) return 'Choose at least one team.';
  if (draft.who === 'cohort' && draft.cohort === null) return 'Choose the cohort it is about.';
  if (draft.against === 'cohort') return missingInPair(draft);
  return draft.since === 'date' ? 'One date for all goes with two cohorts.' : null;
}

function missingInPair({ who, cohort, control, since, date }: Draft): string | null {
  if (who !== 'cohort') return 'Choose a cohort in step 2 to compare with another.';
  if (control === null) return 'Choose the cohort to compare with.';
  if (control === cohort) return 'Choose two different cohorts.';
  return since === 'date' && date === '' ? 'Choose the date on which all began.' : null;
}

function pairOf({ cohort, control, since, date }: Draft) {
  return {
    treated: String(cohort),
    control: String(control),
    ...(since === 'date' && { since: new Date(`${date}T00:00:00Z`) }),
  };
}

/** What a question is called unless it is named: its tool, its measure, its people. */
export function nameOf(
  draft: Draft,
  {
    teams,
    cohorts,
  }: {
    readonly teams: readonly Choice[];
    readonly cohorts: readonly Pick<Cohort, 'id' | 'name' | 'size'>[];
  },
): string {
  const head = `${toolName(draft.tool.trim())} and ${measureWords(draft.measure).name}`;
  const cohortName = (id: number | null) =>
    cohorts.find((one) => one.id === id)?.name ?? 'a cohort';
  const against = draft.against === 'cohort' ? ` against ${cohortName(draft.control)}` : '';
  if (draft.who === 'cohort') return `${head}, ${cohortName(draft.cohort)}${against}`;
  const named = teams.filter(({ value }) => draft.teams.includes(value)).map(({ label }) => label);
  return draft.who === 'teams' && named.length > 0
    ? `${head}, ${named.join(', ')}`
    : `${head}, all teams`;
}
