import { measureIds, measureUnits } from '@uplift/metrics';
import { z } from 'zod';

import { Instant } from './instants.ts';
import { pageOf } from './paging.ts';
import { roles } from './roles.ts';

/** An organisation in a path: its login in any case, or its numeric id. */
export const OrganizationPath = z.object({
  org: z
    .string()
    .min(1)
    .max(100)
    .meta({
      description: "The organisation's login (any case) or numeric id.",
      examples: ['acme'],
    }),
});

/** What is true of a simulated organisation. */
const Simulated = z
  .object({
    effects: z
      .array(
        z.object({
          measure: z.enum(['cycle_time', 'throughput']),
          percent: z.number().meta({ description: 'Negative: shorter, or fewer.' }),
        }),
      )
      .meta({ description: 'What adoption of the tool truly does to each measure.' }),
  })
  .nullable()
  .meta({
    description:
      'The truth that a simulation was made with; null for organisations that are not simulated.',
    examples: [
      {
        effects: [
          { measure: 'cycle_time', percent: -12 },
          { measure: 'throughput', percent: 0 },
        ],
      },
    ],
  });

export const Organization = z
  .object({
    id: z.int().meta({ description: "Uplift's own id of the organisation." }),
    githubId: z.int().nullable().meta({ description: 'Null while only the name is known.' }),
    login: z.string(),
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    dataVersion: z.int().meta({ description: 'Grows with every change of a fact.' }),
    simulated: Simulated,
    createdAt: Instant,
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

export const OrganizationList = pageOf(Organization).meta({ id: 'OrganizationList' });
export type OrganizationList = z.infer<typeof OrganizationList>;

export const Team = z
  .object({ id: z.int(), githubId: z.int().nullable(), slug: z.string(), name: z.string() })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof Team>;

export const TeamList = pageOf(Team).meta({ id: 'TeamList' });
export type TeamList = z.infer<typeof TeamList>;

export const Repository = z
  .object({
    id: z.int(),
    githubId: z.int().nullable(),
    fullName: z.string().meta({ description: 'owner/name' }),
    defaultBranch: z.string().nullable(),
    archived: z.boolean(),
    private: z.boolean().nullable().meta({ description: 'Null while no source has told.' }),
    removed: z.boolean().meta({ description: 'Deleted, or no longer shared with Uplift.' }),
  })
  .meta({ id: 'Repository' });
export type Repository = z.infer<typeof Repository>;

export const RepositoryList = pageOf(Repository).meta({ id: 'RepositoryList' });
export type RepositoryList = z.infer<typeof RepositoryList>;

export const MeasureInfo = z
  .object({
    id: z.enum(measureIds),
    title: z.string(),
    unit: z.enum(measureUnits),
    better: z.enum(['lower', 'higher', 'none']),
    description: z.string().meta({ description: 'Its definition, in one sentence.' }),
    guide: z.string().meta({
      description: 'Path of the page that tells how it is computed.',
      examples: ['/o/acme/guide/cycle_time'],
    }),
    distribution: z.boolean().meta({
      description:
        'Whether it is a value of each pull request, so that their spread can be asked for.',
    }),
    provisionalDays: z
      .int()
      .meta({ description: 'Days after the end of a bucket in which its value can still change.' }),
  })
  .meta({ id: 'Measure' });
export type MeasureInfo = z.infer<typeof MeasureInfo>;

export const MeasureList = pageOf(MeasureInfo).meta({ id: 'MeasureList' });
export type MeasureList = z.infer<typeof MeasureList>;

/** Who is asking. */
export const Me = z
  .object({
    name: z.string(),
    kind: z.enum(['token', 'session']),
    role: z.enum(roles),
    organizations: z
      .array(
        z.object({
          id: z.int(),
          login: z.string(),
          role: z.enum(roles),
          zone: z.string().meta({ description: 'The zone that its times are shown in.' }),
          simulated: Simulated,
        }),
      )
      .meta({ description: 'Those that you may see, by id, and as what; up to 200.' }),
    zone: z.string().meta({
      description:
        'The zone of the organisation that you are bound to, else UTC. Days, weeks and months are cut in UTC for everybody.',
      examples: ['UTC'],
    }),
    locale: z.string().meta({
      description: 'How to write numbers and dates: the language that the request prefers, or en.',
      examples: ['en-GB'],
    }),
    organization: z
      .object({ id: z.int(), login: z.string() })
      .nullable()
      .meta({ description: 'Null: every organisation of this installation.' }),
    person: z
      .object({ login: z.string() })
      .nullable()
      .meta({ description: 'The GitHub account behind a session; null for tokens.' }),
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
