export * from './comparison.ts';
export * from './estimators/before-after-input.ts';
export * from './estimators/before-after.ts';
export * from './estimators/exclusions.ts';
export * from './fingerprint.ts';
export * from './worlds/story.ts';
export type { WorldSettings } from './worlds/settings.ts';
export * from './worlds/simulate-organization.ts';
