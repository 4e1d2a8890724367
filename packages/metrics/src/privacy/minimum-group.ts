/** The least number of people that a figure may be about, unless an organisation asks for more. */
export const MINIMUM_GROUP = 5;

/** The largest minimum that an organisation may ask for: beyond it hardly anything would be shown. */
export const LARGEST_MINIMUM_GROUP = 50;
