/** A two-sided 95 % interval, lower bound first, in the unit of what it bounds. */
export type Interval = readonly [number, number];

/** The 97.5 % point of the standard normal distribution. */
export const Z_975 = 1.959963984540054;
