export * from './facts.ts';
export * from './events.ts';
export * from './timelines.ts';
export * from './lives.ts';
