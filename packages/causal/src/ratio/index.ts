export type { ProportionalEffect } from './proportional-effect.ts';
export * from './ratio-effects.ts';
