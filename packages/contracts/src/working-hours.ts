import { weekdays } from '@uplift/metrics';
import { z } from 'zod';

const MOST_HOLIDAYS = 1000;

const Time = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day, such as 09:00')
  .meta({ examples: ['09:00'] });

const Hours = z
  .strictObject({ from: Time, to: Time })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .nullable()
  .meta({ description: 'From the first to the second time of day; null: a day off.' });

/** When people work: the calendar of the second clock. */
export const WorkingHours = z
  .strictObject({
    zone: z
      .string()
      .min(1)
      .max(64)
      .meta({
        description: 'A name of the IANA time zone database.',
        examples: ['Europe/Berlin'],
      }),
    hours: z
      .strictObject({
        monday: Hours,
        tuesday: Hours,
        wednesday: Hours,
        thursday: Hours,
        friday: Hours,
        saturday: Hours,
        sunday: Hours,
      })
      .meta({ description: `Of each day: ${weekdays.join(', ')}.` }),
    holidays: z
      .array(z.iso.date())
      .max(MOST_HOLIDAYS)
      .meta({
        description: `Days on which nobody works, at most ${MOST_HOLIDAYS}.`,
        examples: [['2026-12-25']],
      }),
  })
  .meta({ id: 'WorkingHours' });
export type WorkingHours = z.output<typeof WorkingHours>;

/** Which clocks an answer runs on; `working` shows both. */
export const clockParameter = {
  clock: z
    .enum(['calendar', 'working'], { error: 'must be calendar or working' })
    .default('calendar')
    .meta({
      description:
        'working: cycle time also by the clock of working hours, beside calendar time and never instead.',
    }),
};

/** How the clock of working hours stands. */
export const WorkingClockState = z.enum(['unset', 'computing', 'ready']).meta({
  description:
    'unset: no administrator has said when people work. computing: some figures wait until pull requests are measured by the hours of now.',
});
export type WorkingClockState = z.output<typeof WorkingClockState>;

const seconds = z.number().min(0);

/** Time by stage in working hours. */
export const WorkingStages = z.object({
  coding: seconds,
  pickup: seconds,
  review: seconds,
  merge: seconds,
});
