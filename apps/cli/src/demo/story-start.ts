import { DAY_MILLISECONDS } from '@uplift/metrics';

/** Some people and first commits are older than the first simulated week. */
export const WEEKS_BEFORE_THE_STORY = 52;

/** From when on everything of a simulated organisation is told. */
export function storyStart(story: { readonly endsAt: Date; readonly weeks: number }): Date {
  return weeksBefore(story.endsAt, story.weeks + WEEKS_BEFORE_THE_STORY);
}

/** The instant so many weeks earlier. */
export function weeksBefore(instant: Date, weeks: number): Date {
  return new Date(instant.getTime() - weeks * 7 * DAY_MILLISECONDS);
}
