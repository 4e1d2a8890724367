import type { Day, Observation } from '@uplift/metrics';
import { z } from 'zod';

import { copilotUserDayLine } from '../../history/copilot-lines.ts';
import { githubId, login, problemsOf } from '../../shapes/primitives.ts';
import { isShallow, storableRecord } from '../../shapes/text.ts';
import type { RowText } from './split-rows.ts';

/** The reports that are read: of people, of the organisation, and of people in teams. */
export type ReportKind = 'users' | 'organization' | 'user_teams';

/** A row of a report, or why it cannot be taken; a reason names fields, without their content. */
export type ReportRow =
  | {
      readonly ok: true;
      /** As GitHub gave it, unknown keys and all, in a form that can be stored. */
      readonly row: Readonly<Record<string, unknown>>;
      /** What it says of a person's day, in the words of history files; null for other reports. */
      readonly observation: Observation | null;
    }
  | { readonly ok: false; readonly reason: string; readonly isJson: boolean };

type Wishes = { readonly organization: string; readonly kind: ReportKind; readonly day: Day };

const refused = (reason: string): ReportRow => ({ ok: false, reason, isJson: true });

const objectShape = z.record(z.string(), z.unknown());

const shapes = {
  users: z.looseObject({ user_id: githubId.nullish(), user_login: login }),
  organization: z.looseObject({}),
  user_teams: z.looseObject({ user_id: githubId, user_login: login, team_id: githubId }),
} as const;

/** Longest text kept of a row. */
const maxText = 1000;

/** Reads the text of one row. Rows of other days, and of none, are not taken. */
export function readRow(part: RowText, wishes: Wishes): ReportRow {
  if (part.kind === 'too_long') return refused('a row is longer than a million bytes');
  const json = jsonIn(part.text);
  if (json === undefined) return { ok: false, reason: 'a row is not JSON', isJson: false };
  const object = objectShape.safeParse(json);
  if (!object.success || !isShallow(json)) return refused('a row is not a plain object');
  const { day } = object.data;
  if (day === undefined || day === null) {
    return refused('a row has no "day"; reports of GitHub have it in every row');
  }
  if (day !== wishes.day) return refused('a row is of another day than the report');
  const fields = shapes[wishes.kind].safeParse(json);
  if (!fields.success) return refused(problemsOf(fields.error, 'row').slice(0, 20).join(', '));
  return taken(object.data, wishes);
}

function taken(data: Readonly<Record<string, unknown>>, { organization, kind }: Wishes): ReportRow {
  const row = storableRecord(data, maxText);
  if (kind !== 'users') return { ok: true, row, observation: null };
  const line = copilotUserDayLine('copilot_user_day', { organization, data });
  if (line.outcome === 'skipped') return refused(line.detail);
  const groups = line.outcome === 'observations' ? line.groups : [];
  const [observation = null] = groups.flatMap(({ observations }) => observations);
  return { ok: true, row, observation };
}

/** Undefined where the text is not JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
