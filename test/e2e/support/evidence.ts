import { isJson, type Json } from './api.ts';

/**
 * Pull requests whose events are told without their keys, which name the people by numbers that a
 * store gives in the order of arrival; events of one instant are put in the order of their words.
 */
export function withoutKeys(pullRequests: readonly Json[]): Json[] {
  return pullRequests.map((item) => {
    const events: unknown = item['events'];
    const told = Array.isArray(events) ? events.filter((event) => isJson(event)) : [];
    const words = told.map(({ key: _key, ...event }) => event);
    return { ...item, events: words.toSorted((a, b) => compareText(wordsOf(a), wordsOf(b))) };
  });
}

function wordsOf(event: Json): string {
  return `${String(event['at'])} ${JSON.stringify(event)}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
