import type { Cohort } from '../api/cohorts.ts';
import { day } from '../format/dates.ts';
import { sinceWords } from './methods.ts';
import { toolName } from './measures.ts';

type Rules = Cohort['rules'];

const on = (text: string) => day(new Date(text));

/** Who is in a cohort, by the rules that were applied when it was frozen. */
export function rulesWords({ teams, asOf, adopted, notAdopted, named }: Rules): string {
  const parts = [
    ...(teams === null ? [] : [teamWords(teams, asOf)]),
    ...(adopted === null ? [] : [adoptedWords(adopted)]),
    ...(notAdopted === null
      ? []
      : [`not yet using ${toolName(notAdopted.tool)} on ${on(notAdopted.by)}`]),
    ...(named === null ? [] : [`${named} chosen by name`]),
  ];
  return parts.join('; ');
}

function teamWords(teams: readonly string[], asOf: string | null): string {
  const members = `in ${teams.join(', ')}`;
  return asOf === null ? members : `${members} on ${on(asOf)}`;
}

function adoptedWords({ tool, source, from, to }: NonNullable<Rules['adopted']>): string {
  const since = from === null ? '' : ` from ${on(from)}`;
  const until = to === null ? '' : ` before ${on(to)}`;
  return `started with ${toolName(tool)}${since}${until} (${sinceWords(source)})`;
}
