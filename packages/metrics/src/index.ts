export * from './accounts.ts';
export * from './facts.ts';
export * from './measurement.ts';
export * from './observations.ts';
export * from './timeline/events.ts';
export * from './window.ts';
