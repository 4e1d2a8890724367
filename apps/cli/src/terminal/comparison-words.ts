import type { ComparisonRecord } from '../operations/compare.ts';

type Claim = ComparisonRecord['verdict']['claim'];

/** What a verdict amounts to, for the headline. */
export const claimWords: Readonly<Record<Claim, string>> = {
  effect: 'an effect',
  associated: 'a change that goes along with the tool',
  no_material_change: 'no material change',
  cannot_tell: 'cannot tell',
  descriptive_only: 'a mere description',
};

const exclusionWords: ReadonlyMap<string, string> = new Map([
  ['not_in_population', 'not among the people compared'],
  ['no_known_start', 'nobody knows when they began with the tool'],
  ['never_adopted', 'never adopted'],
  ['bot_author', 'by bots'],
  ['not_merged', 'not merged'],
  ['too_young', 'opened in the last 28 days, too young to know how long they take'],
  ['running_week', 'merged in the week that is not over'],
  ['adoption_week', 'in the week of adoption, which is neither before nor after'],
  ['outside_activity', 'outside the weeks in which the developer was there'],
  ['nothing_before', 'adopters with nothing before adoption to compare with'],
  ['nothing_after', 'adopters with nothing after adoption yet'],
]);

/** Why people or pull requests were left out; the reason itself where there are no words for it. */
export function exclusionInWords(reason: string): string {
  return exclusionWords.get(reason) ?? reason;
}

/** The sets that medians are of. */
type MedianOf = NonNullable<ComparisonRecord['medians']>[number]['of'];

/** `12.3 h after (11.0 to 13.9)`; more than 28 days where half of them takes longer. */
export function medianInWords(
  { medians = [] }: ComparisonRecord,
  of: MedianOf,
  when: string,
): string {
  const row = medians.find((own) => own.of === of);
  if (row === undefined || row.seconds === null) return `more than 28 days ${when}`;
  const [low, high] = row.interval ?? [null, null];
  const range = low === null || high === null ? '' : ` (${hours(low)} to ${hours(high)})`;
  return `${hours(row.seconds)} h ${when}${range}`;
}

function hours(seconds: number): string {
  return (seconds / 3600).toFixed(1);
}

/** An interval of changes as a range that needs no signs. */
export function rangeInWords(interval: readonly [number, number] | null): string {
  if (interval === null) return 'no range can be given';
  const [low, high] = interval;
  return `between ${side(low)} and ${side(high)}, with 95 % confidence`;
}

function side(percent: number): string {
  return `${Math.abs(percent).toFixed(1)} % ${percent < 0 ? 'lower' : 'higher'}`;
}
