import { windowOf } from '../address/scope.ts';
import { USUAL_PERIOD, type Authorship, type Period, type View } from '../address/view.ts';
import { period } from '../format/dates.ts';

/** What a grade of authorship is called. */
export const authorshipNames: Readonly<Record<Authorship, string>> = {
  agent: 'Agent',
  assisted: 'Assisted',
  unmarked: 'Unmarked',
  bot: 'Other bots',
};

/** What a moving window is called. */
export const periodNames: Readonly<Record<Period, string>> = {
  '12w': 'Last 12 weeks',
  '26w': 'Last 26 weeks',
  '52w': 'Last 52 weeks',
  '104w': 'Last 104 weeks',
};

/** The window of a view in dates, inclusive. */
export function windowWords(view: View, today: Date): string {
  const { from, to } = windowOf(view, today);
  return period(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** The view in a line: `All teams · 26 weeks · weekly`. */
export function viewWords(view: View, today: Date): string {
  const who = [view.team, view.repository].filter((part) => part !== undefined).join(', ');
  const weeks = Number.parseInt(view.period ?? USUAL_PERIOD, 10);
  const when = view.from === undefined ? `${weeks} weeks` : windowWords(view, today);
  const grain = { day: 'daily', week: 'weekly', month: 'monthly' }[view.grain ?? 'week'];
  const authorship = view.authorship === undefined ? [] : [authorshipNames[view.authorship]];
  return [who === '' ? 'All teams' : who, when, grain, ...authorship].join(' · ');
}
