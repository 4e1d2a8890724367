import type {
  GrantedRoleList,
  OrganizationSettings,
  OrganizationSettingsChange,
  Person,
  PersonList,
  RoleGrant,
} from '@uplift/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const Role = z.enum(['admin', 'manager', 'champion', 'member']);
const Kind = z.enum(['human', 'bot', 'ai_agent']);

const Hours = z.nullable(z.object({ from: z.string(), to: z.string() }));

const SettingsShape = readerOf<OrganizationSettings>()(
  z.object({
    productionEnvironments: z.array(z.string()),
    seatCost: z.nullable(z.object({ amount: z.number(), currency: z.string() })),
    zone: z.string(),
    minimumGroup: z.number(),
    workingHours: z.nullable(
      z.object({
        zone: z.string(),
        hours: z.object({
          monday: Hours,
          tuesday: Hours,
          wednesday: Hours,
          thursday: Hours,
          friday: Hours,
          saturday: Hours,
          sunday: Hours,
        }),
        holidays: z.array(z.string()),
      }),
    ),
  }),
);
const AccountShape = readerOf<Person>()(
  z.object({ login: z.string(), kind: Kind, recognised: Kind, override: z.nullable(Kind) }),
);
const AccountsShape = readerOf<PersonList>()(
  z.object({ items: z.array(AccountShape), nextCursor: z.nullable(z.string()) }),
);
const RoleShape = z.object({ login: z.string(), role: Role, grantedAt: z.string() });
const RolesShape = readerOf<GrantedRoleList>()(z.object({ items: z.array(RoleShape) }));

/** What is set for an organisation. */
export type Settings = z.output<typeof SettingsShape>;
/** When people work. */
export type WorkingHours = NonNullable<Settings['workingHours']>;
/** An account, and what it is taken for. */
export type Account = z.output<typeof AccountShape>;
export type AccountKind = z.output<typeof Kind>;
export type RoleName = z.output<typeof Role>;

/** What is set for an organisation. */
export function settingsQuery(org: string) {
  return queryOptions({
    queryKey: ['settings', org],
    queryFn: ({ signal }) =>
      ask({ path: `${organizationPath(org)}/settings`, signal }, SettingsShape),
  });
}

/** Changes what is set. */
export function changeSettings(org: string, body: OrganizationSettingsChange): Promise<Settings> {
  const path = `${organizationPath(org)}/settings`;
  return ask({ path, wish: { method: 'PATCH', body } }, SettingsShape);
}

/** Which accounts are looked for. */
export type AccountFilter = { readonly kind: AccountKind | null; readonly login: string };

/** Accounts, page by page. */
export function accountsQuery(org: string, { kind, login }: AccountFilter) {
  return infiniteQueryOptions({
    queryKey: ['accounts', org, kind, login],
    initialPageParam: '',
    getNextPageParam: (page: z.output<typeof AccountsShape>) => page.nextCursor,
    queryFn: ({ signal, pageParam }) => {
      const path = `${organizationPath(org)}/people`;
      const parameters = {
        limit: '50',
        cursor: orNothing(pageParam),
        kind: kind ?? undefined,
        login: orNothing(login),
      };
      return ask({ path, parameters, signal }, AccountsShape);
    },
  });
}

/** Says what an account is; null takes an earlier word back. */
export function changeAccount(
  org: string,
  { login, kind }: { readonly login: string; readonly kind: AccountKind | null },
): Promise<Account> {
  const path = `${organizationPath(org)}/people/${encodeURIComponent(login)}`;
  const wish = { method: 'PATCH', body: { kind } } as const;
  return ask({ path, wish }, AccountShape);
}

/** Roles that were given, by login. */
export function rolesQuery(org: string) {
  return queryOptions({
    queryKey: ['roles', org],
    queryFn: async ({ signal }) =>
      (await ask({ path: `${organizationPath(org)}/roles`, signal }, RolesShape)).items,
  });
}

/** Gives a role, or takes it back by `member`. */
export function grantRole(org: string, body: RoleGrant) {
  const path = `${organizationPath(org)}/roles`;
  return ask({ path, wish: { method: 'POST', body } }, RoleShape);
}

function orNothing(text: string): string | undefined {
  return text === '' ? undefined : text;
}
