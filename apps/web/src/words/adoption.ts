import type { Adoption, AdoptionGroup } from '../api/adoption.ts';
import { day } from '../format/dates.ts';
import { LOCALE } from '../format/locale.ts';
import { count, share, shareInterval } from '../format/numbers.ts';

/** What ways of working are called, from helping to acting alone. */
export const wayNames = {
  completion: 'Completion',
  chat: 'Chat',
  agent_mode: 'Agent mode',
  cli: 'Command line',
  cloud_agent: 'Cloud agent',
  code_review: 'Code review',
} as const;

/** What stages are called, with the ways of working that make each. */
export const maturityNames = {
  assistive: 'Assistive',
  workflow: 'Workflow',
  agentic: 'Agentic',
} as const;

/** What people do at each stage. */
export const maturityMeanings = {
  assistive: 'completion, chat',
  workflow: 'command line, review asked for',
  agentic: 'agent mode, cloud agent',
} as const;

/** Where a start is known from. */
export const sourceNames = {
  seat: 'from seats',
  usage: 'from usage reports',
  import: 'told by hand',
  disclosed: 'disclosed in pull requests',
} as const;

/** What stands in place of figures while there are none. */
export const NOTHING_YET =
  'Appears with the first list of Copilot seats or the first usage report.';

/** What is said of a week that is not over. */
export const RUNNING = 'week still running, may change';

/** Why shares of people in a week have no interval. */
export const COUNTED = 'everybody is counted, nobody sampled';

/** A part of a group, as a count. */
export type Part = NonNullable<AdoptionGroup['funnel']>['active'];

/** People of a whole, with the interval of their share. */
export function partWords(part: Part): string {
  if (part === null) return 'not known';
  const { people, share: of, interval } = part;
  return `${count(people)} (${share(of)} ${shareInterval(of, interval)})`;
}

/** A number of people, or that it is not known. */
export function known(people: number | null): string {
  return people === null ? 'not known' : count(people);
}

/** What a group is called. */
export function groupName(key: string): string {
  return key === 'all' ? 'Everybody' : key;
}

/** Why a group shows nothing; null where it shows something. */
export function silence(group: AdoptionGroup): string | null {
  if (group.status === 'suppressed') return group.reason ?? 'hidden, too few people';
  return group.funnel === null ? 'nothing known yet' : null;
}

/** What seats cost in a month, or how to have it told. */
export function costWords(cost: number | null, { seatCost }: Pick<Adoption, 'seatCost'>): string {
  if (cost === null || seatCost === null) return 'cost of a seat not set';
  const money = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: seatCost.currency });
  return `${money.format(cost)} a month`;
}

/** Of how many people figures are, behind what they are; nothing while that is not known. */
export function peopleWords(adoption: Adoption | undefined, key = 'all'): string {
  const people = adoption?.groups.find((group) => group.key === key)?.people ?? null;
  return people === null ? '' : ` · n = ${count(people)} people`;
}

/** Of how many people the two sides are, as far as that is shown. */
export function sideWords(champions: Adoption['champions'] | undefined): string {
  if (champions === null || champions === undefined) return '';
  const people = [champions.with, champions.without].map((side) => side.people ?? 0);
  return ` · n = ${count(people.reduce((sum, one) => sum + one, 0))} people`;
}

/** How many started before the window, and of how many the start is not known. */
export function startsWords(sources: AdoptionGroup['sources']): string {
  const before = sources.reduce((sum, { startedBefore }) => sum + startedBefore, 0);
  const unknown = sources.reduce((sum, one) => sum + one.unknown, 0);
  const rest = unknown === 0 ? '' : ` · start not known of ${count(unknown)}`;
  return `${count(before)} started before this period${rest}`;
}

/** Where counting changed: the day and what. */
export function breakWords({ day: on, what }: Adoption['breaks'][number]): string {
  return `${day(new Date(on))}: ${what}`;
}
