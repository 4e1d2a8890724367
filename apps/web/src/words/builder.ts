import { size } from '../format/numbers.ts';
import { capital } from './measures.ts';

/** The changes that most published studies of such tools found, in percent. */
export const STUDIES = { low: 5, high: 15 } as const;

/** What the smallest change that can be seen means for a question. */
export function seenWords(percent: number): string {
  const found = `Published studies find ${STUDIES.low}% to ${STUDIES.high}%, marked above.`;
  if (percent <= STUDIES.low) return `${found} A change of that size would show here.`;
  if (percent <= STUDIES.high) {
    return `${found} The larger of those would show here, from ${size(percent)} on.`;
  }
  return `${found} A change of that size would probably not show here: more people or more weeks would help.`;
}

const HURDLES: Readonly<Record<string, string>> = {
  few_treated_clusters: 'Too few groups with adopters',
  few_control_clusters: 'Too few groups to compare with',
  few_adopters: 'Too few adopters',
  few_pre_weeks: 'Too few weeks before',
  few_post_weeks: 'Too few weeks after',
  few_clusters: 'Few groups: indicative at most',
  detectable_effect: 'Too small to see a plausible change',
  uncontrolled: 'A description only',
  minimum_group: 'Too few people',
};

/** What keeps a question from a claim, in few words. */
export function hurdleTitle(rule: string): string {
  return HURDLES[rule] ?? capital(rule.replaceAll('_', ' '));
}
