import '../../styles/comparisons.css';
import '../../styles/teams.css';
import '../../styles/settings.css';

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { meQuery } from '../../api/directory.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { NOT_ADMIN, settingsPages, type SettingsPageName } from '../../words/settings.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { DefinitionsPanel } from './definitions-panel.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { PrivacyPanel } from './privacy-panel.tsx';
import { RolesPanel } from './roles-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

const panels: Readonly<Record<SettingsPageName, ComponentType>> = {
  definitions: DefinitionsPanel,
  accounts: AccountsPanel,
  hours: HoursPanel,
  privacy: PrivacyPanel,
  roles: RolesPanel,
  tokens: TokensPanel,
  audit: AuditPanel,
};

const names: readonly SettingsPageName[] = [
  'definitions',
  'accounts',
  'hours',
  'privacy',
  'roles',
  'tokens',
  'audit',
];

/** The settings of an organisation, one form a page; for administrators. */
export function SettingsPage() {
  const org = useOrg();
  const asked = useParams({ strict: false, select: ({ section }) => section });
  const name = names.find((one) => one === asked) ?? 'definitions';
  const me = useQuery(meQuery);
  const { title } = settingsPages[name];
  if (me.data === undefined && me.error !== null) {
    return <Broken what="This page" error={me.error} onRetry={() => void me.refetch()} />;
  }
  return (
    <>
      <title>{`${title} · Settings · ${org} · Uplift`}</title>
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      {me.data === undefined && <Skeleton height={220} />}
      {me.data !== undefined && me.data.role !== 'admin' && <NotForYou role={me.data.role} />}
      {me.data?.role === 'admin' && <Panel name={name} />}
    </>
  );
}

function NotForYou({ role }: { readonly role: string }) {
  return (
    <section className="card empty" aria-label="Not for your role">
      <h2>Your role is {role}</h2>
      <p>{NOT_ADMIN}</p>
      <Link to="/o/$org" params={{ org: useOrg() }} className="button">
        Go to the overview
      </Link>
    </section>
  );
}

function Panel({ name }: { readonly name: SettingsPageName }) {
  const org = useOrg();
  const Shown = panels[name];
  const { title, lead, effect } = settingsPages[name];
  return (
    <div className="settings">
      <nav aria-label="Settings">
        {names.map((one) => (
          <Link
            key={one}
            to="/o/$org/settings/$section"
            params={{ org, section: one }}
            aria-current={one === name ? 'page' : undefined}
          >
            {settingsPages[one].title}
          </Link>
        ))}
      </nav>
      <section className="card" aria-labelledby="settings-title">
        <h2 id="settings-title">{title}</h2>
        <p className="settings-lead">{lead}</p>
        <Shown key={`${org} ${name}`} />
        <p className="settings-effect">{effect}</p>
      </section>
    </div>
  );
}
