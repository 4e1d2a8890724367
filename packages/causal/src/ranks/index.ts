export * from './hodges-lehmann.ts';
export * from './mann-whitney.ts';
export * from './signed-rank.ts';
export * from './welch.ts';
