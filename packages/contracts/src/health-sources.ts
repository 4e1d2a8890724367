import { z } from 'zod';

import { CalendarDay, Instant } from './instants.ts';

/** How what is fetched anew each day stands. */
export const SourceHealth = z.object({
  source: z.enum(['directory', 'seats', 'usage', 'deployments']).meta({
    description:
      'directory: repositories, people and teams. seats and usage: of Copilot. deployments: with their states.',
  }),
  state: z.enum(['never', 'running', 'ok', 'failed', 'refused']).meta({
    description: 'Of the last run. refused: GitHub will not give it; asked again once a day.',
  }),
  lastRunAt: Instant.nullable(),
  reason: z.string().nullable().meta({ description: "Why not, in GitHub's words or ours." }),
  checked: z.int().meta({ description: 'Things that the last run looked at.' }),
});

/** The usage reports of Copilot that are held. */
export const CopilotHealth = z.object({
  policy: z.enum(['on', 'off', 'unknown']).meta({
    description:
      'Whether GitHub gives usage reports, as last asked: the policy "Copilot usage metrics" cannot be read.',
  }),
  from: CalendarDay.nullable().meta({ description: 'First day of which a report is held.' }),
  to: CalendarDay.nullable().meta({ description: 'Last day of which a report is held.' }),
  finalUntil: CalendarDay.nullable().meta({
    description: 'Figures up to this day, and with it, no longer change.',
  }),
  missing: z.int().meta({ description: 'Days between the two of which there is no report.' }),
  unreadable: z.int().meta({ description: 'Rows that could not be read, of all reports held.' }),
});
