import type { Observation, OrganizationObservations, OrganizationRef } from '@uplift/metrics';
import type { z } from 'zod';

import { problemsOf } from '../shapes/primitives.ts';
import { cutText } from '../shapes/text.ts';

/** What one line of a history file says. */
export type HistoryLine =
  | {
      /** Read. No groups where the line holds nothing that is measured. */
      readonly outcome: 'observations';
      readonly groups: readonly OrganizationObservations[];
    }
  | {
      /** A webhook delivery, to be taken in like one that arrived. */
      readonly outcome: 'delivery';
      readonly event: string;
      /** GitHub's GUID of the delivery. */
      readonly id: string;
      /** The payload as JSON. */
      readonly body: string;
    }
  | {
      /** Not read; the rest of the file is not touched by it. */
      readonly outcome: 'skipped';
      /** A short stable code: `not_json`, `unknown_kind`, `invalid_review`, … */
      readonly reason: string;
      /** For a person: the fields that were wrong, without their content. */
      readonly detail: string;
    };

/** Reads one kind of line, already known to be an object. */
export type LineReader = (kind: string, line: object) => HistoryLine;

/** A line that is left out, with its code and what to tell a person. */
export const skipped = (reason: string, detail: string): HistoryLine => ({
  outcome: 'skipped',
  reason,
  detail: cutText(detail, 500),
});

/** A line that does not have the shape of its kind. */
export const invalid = (kind: string, error: z.ZodError): HistoryLine =>
  skipped(`invalid_${kind}`, problemsOf(error, 'line').slice(0, 20).join(', '));

/** A line that was read and tells nothing that is measured. */
export const nothing: HistoryLine = { outcome: 'observations', groups: [] };

/** Observations of one organisation. */
export const observed = (
  organization: OrganizationRef,
  observations: readonly Observation[],
): HistoryLine => ({ outcome: 'observations', groups: [{ organization, observations }] });

/** An organisation that a line names by login alone. */
export const organizationNamed = (login: string): OrganizationRef => ({ githubId: null, login });

/** A reader that checks the shape first; what does not fit is skipped as `invalid_KIND`. */
export function lineReader<Shape extends z.ZodType>(
  shape: Shape,
  read: (line: z.output<Shape>) => HistoryLine,
): LineReader {
  return (kind, line) => {
    const parsed = shape.safeParse(line);
    return parsed.success ? read(parsed.data) : invalid(kind, parsed.error);
  };
}
