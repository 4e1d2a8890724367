/** Why there are no figures of working hours. */
export function workingClockWords(state: 'unset' | 'computing' | 'ready' | undefined): string {
  if (state === 'unset') {
    return 'Nobody has said yet when people work. Administrators do under';
  }
  if (state === 'computing') {
    return 'Working hours are being counted by what was set last. Figures follow by themselves; load the page again in a few minutes.';
  }
  return 'There is nothing to count in working hours in this period.';
}
