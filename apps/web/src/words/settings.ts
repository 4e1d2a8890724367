/** The pages of the settings, in their order: what each is, and what a change of it recomputes. */
export const settingsPages = {
  definitions: {
    title: 'Definitions',
    lead: 'What counts as production, and what a seat costs.',
    effect:
      'Recomputes: deployments, lead time, change failures and recovery, at once, whenever they are asked for. Cycle time and the other measures stay. The cost of idle seats follows at once.',
  },
  accounts: {
    title: 'AI and bot accounts',
    lead: 'Bots are in no figure; what AI agents do counts for the person who let them. Your word wins over the table of known accounts.',
    effect:
      'Recomputes: every pull request that names the account, all its history. In the background, the longer the more there are; figures follow by themselves.',
  },
  hours: {
    title: 'Hours',
    lead: 'Days, weeks and months begin in UTC for everybody, and durations run on the calendar: nights and weekends count. Where you say when people work, cycle time can be shown by a second clock beside it, which stops in the evening, on days off and on holidays.',
    effect:
      'Recomputes: by another zone for times, nothing. By other working hours, every merged pull request, and working hours in the figures of every period that had one; in the background, the longer the more there are. Calendar time stays as it is throughout.',
  },
  privacy: {
    title: 'Privacy',
    lead: 'No figure is about fewer people than the smallest group, alone or by subtraction. This holds for everybody, administrators too; the group can be larger than 5, and never smaller.',
    effect:
      'Recomputes: nothing. It holds at once for every figure, list and file. Saved comparisons keep their answers, and hide what the new group hides; cohorts stay, and are hidden where they are too small.',
  },
  roles: {
    title: 'Roles',
    lead: 'Owners at GitHub are administrators, and everybody else is a member, unless a role is given here.',
    effect: 'Recomputes: nothing. It holds at once, for sessions under way, too.',
  },
  tokens: {
    title: 'Tokens',
    lead: 'Keys for scripts. A token is good for this organisation alone, and its secret is shown once.',
    effect: 'Recomputes: nothing. A token works, and ends, at once.',
  },
  audit: {
    title: 'Audit log',
    lead: 'Who changed what, who took what away as a file, and who signed in and out. No entry can be changed or taken out here.',
    effect: 'Newest first.',
  },
} as const;

/** A page of the settings. */
export type SettingsPageName = keyof typeof settingsPages;

/** What somebody may do who was sent a link to the settings. */
export const NOT_ADMIN =
  'Settings are for administrators. An owner of the organisation at GitHub is one, and any administrator can make you one under Settings, Roles.';

/** What accounts are called. */
export const kindNames = { human: 'Person', bot: 'Bot', ai_agent: 'AI agent' } as const;

/** What actions of the log are called. */
export const actionNames = {
  change: 'Changes',
  role: 'Roles',
  token: 'Tokens',
  export: 'Exports',
  session: 'Signing in and out',
} as const;

/** What roles may do. */
export const roleNames = {
  member: 'Member: reads figures',
  champion: 'Champion: also makes comparisons',
  manager: 'Manager: also thaws comparisons',
  admin: 'Administrator: also changes settings',
} as const;
