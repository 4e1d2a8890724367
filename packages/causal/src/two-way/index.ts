export * from './bacon-split.ts';
export * from './two-way-effect.ts';
