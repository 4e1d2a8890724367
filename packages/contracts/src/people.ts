import { accountKinds, LARGEST_MINIMUM_GROUP, MINIMUM_GROUP } from '@uplift/metrics';
import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { CalendarDay } from './instants.ts';
import { pageOf, pagingParameters } from './paging.ts';
import { WorkingHours } from './working-hours.ts';

const kindError = { error: `must be one of ${accountKinds.join(', ')}` };

export const PeopleQuery = z.strictObject({
  kind: z
    .enum(accountKinds, kindError)
    .optional()
    .meta({ description: 'Those that count as this; all unless told.' }),
  login: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A part of the login, in any case.' }),
  ...pagingParameters,
});
export type PeopleQuery = z.output<typeof PeopleQuery>;

export const PersonPath = OrganizationPath.extend({
  login: z.string().min(1).max(100).meta({ description: 'The login, in any case.' }),
});

export const Person = z
  .object({
    id: z.int().meta({ description: "Uplift's own id of the account." }),
    githubId: z.int().nullable().meta({ description: 'Null while only the name is known.' }),
    login: z.string(),
    kind: z.enum(accountKinds).meta({ description: 'As it counts.' }),
    recognised: z.enum(accountKinds).meta({ description: 'By the table of known accounts.' }),
    override: z
      .enum(accountKinds)
      .nullable()
      .meta({ description: "An administrator's word; null if there is none." }),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const PersonList = pageOf(Person).meta({ id: 'PersonList' });
export type PersonList = z.infer<typeof PersonList>;

export const PersonChange = z
  .strictObject({
    kind: z
      .enum(accountKinds, kindError)
      .nullable()
      .meta({ description: 'What the account is; null takes an earlier word back.' }),
  })
  .meta({ id: 'PersonChange' });
export type PersonChange = z.output<typeof PersonChange>;

export const Champion = z
  .object({
    team: z.string().meta({ description: 'Slug of the team.' }),
    login: z.string(),
    from: CalendarDay,
    to: CalendarDay.nullable().meta({ description: 'First day no longer; null while it lasts.' }),
  })
  .meta({ id: 'Champion' });
export type Champion = z.infer<typeof Champion>;

export const ChampionList = z
  .object({ items: z.array(Champion), nextCursor: z.null() })
  .meta({ id: 'ChampionList' });
export type ChampionList = z.infer<typeof ChampionList>;

export const ChampionRequest = z
  .strictObject({
    team: z.string().min(1).max(200).meta({ description: 'Slug or id of the team.' }),
    login: z.string().trim().min(1).max(100),
    from: z.iso.date().meta({ examples: ['2026-01-31'] }),
    to: z.iso.date().nullable().default(null).meta({ description: 'First day no longer.' }),
  })
  .refine(({ from, to }) => to === null || from < to, {
    path: ['to'],
    message: 'must be later than from',
  })
  .meta({ id: 'ChampionRequest' });
export type ChampionRequest = z.output<typeof ChampionRequest>;

const Pattern = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ examples: ['production', 'prod-*'] });

export const SeatCost = z
  .strictObject({
    amount: z.number().min(0).max(10_000),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency of three letters, such as USD')
      .meta({ examples: ['USD'] }),
  })
  .meta({ id: 'SeatCost', description: 'What one seat costs in a month.' });
export type SeatCost = z.output<typeof SeatCost>;

export const OrganizationSettings = z
  .object({
    productionEnvironments: z.array(z.string()).meta({
      description:
        'Names of the environments of production, in any case; `*` stands for any characters.',
    }),
    seatCost: SeatCost.nullable().meta({ description: 'Null while nobody has said.' }),
    zone: z.string().meta({
      description: 'The zone that times are shown in. Days, weeks and months are cut in UTC.',
      examples: ['Europe/Berlin'],
    }),
    minimumGroup: z.int().meta({
      description:
        'The least number of people that a figure may be about, alone or by subtraction.',
      examples: [MINIMUM_GROUP],
    }),
    workingHours: WorkingHours.nullable().meta({
      description: 'When people work, for the second clock; null while nobody has said.',
    }),
  })
  .meta({ id: 'OrganizationSettings' });
export type OrganizationSettings = z.infer<typeof OrganizationSettings>;

export const OrganizationSettingsChange = z
  .strictObject({
    productionEnvironments: z.array(Pattern).min(1).max(50).nullable().optional().meta({
      description: 'An environment is production if one of these names fits; null: as usual.',
    }),
    seatCost: SeatCost.nullable().optional().meta({ description: 'Null: not known.' }),
    zone: z
      .string()
      .min(1)
      .max(64)
      .nullable()
      .optional()
      .meta({ description: 'A name of the IANA time zone database; null: UTC.' }),
    minimumGroup: z
      .int()
      .min(MINIMUM_GROUP, `must be ${MINIMUM_GROUP} or more`)
      .max(LARGEST_MINIMUM_GROUP)
      .optional()
      .meta({
        description: `The least number of people that a figure may be about; never less than ${MINIMUM_GROUP}. It holds at once, for everybody and for saved comparisons, too.`,
      }),
    workingHours: WorkingHours.nullable().optional().meta({
      description: 'When people work; null: not known, and cycle time has calendar time alone.',
    }),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change something')
  .meta({ id: 'OrganizationSettingsChange' });
export type OrganizationSettingsChange = z.output<typeof OrganizationSettingsChange>;
