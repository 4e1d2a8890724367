/** A half-open UTC interval `[from, to)`. */
export type Window = { readonly from: Date; readonly to: Date };

export const grains = ['day', 'week', 'month'] as const;
export type Grain = (typeof grains)[number];
