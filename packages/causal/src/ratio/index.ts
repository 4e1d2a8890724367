export * from './ratio-effects.ts';
