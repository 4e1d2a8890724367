/** The smallest group that a figure may be about, unless administrators ask for a larger one. */
export const SMALLEST_GROUP = 5;

/** The largest that they may ask for: hardly anything would be shown beyond it. */
export const LARGEST_MINIMUM = 50;
