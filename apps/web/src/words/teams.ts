import { day } from '../format/dates.ts';
import { count, share } from '../format/numbers.ts';

/** A size instead of which nothing is shown. */
export const HIDDEN_SIZE = 'too few to tell';

/** Why a team is told by name alone. */
export const HIDDEN_NOTE =
  'Too few people, or so few could be worked out by subtraction: not shown, to protect them.';

/** What naming a champion does to figures. */
export const CHAMPION_EFFECT =
  'Moves no pull requests. Teams with and without a champion, on the page Adoption, are divided anew at once. It is noted in the audit log.';

/** People, with their unit. */
export function peopleCount(people: number): string {
  return people === 1 ? '1 person' : `${count(people)} people`;
}

/** How many of a team adopted, as a count and a share. */
export function adoptedWords(adopted: number, people: number): string {
  return people === 0 ? 'nobody to count' : `${count(adopted)} (${share(adopted / people)})`;
}

/** A stretch of days, the last one included. */
export function timeWords(from: string, to: string | null): string {
  const begin = from < '1971' ? 'always' : day(new Date(from));
  if (to === null) return from < '1971' ? 'as long as is known' : `since ${begin}`;
  return `${begin} – ${day(new Date(Date.parse(to) - 86_400_000))}`;
}
