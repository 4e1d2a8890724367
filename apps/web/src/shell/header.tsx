import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Moon, Settings as SettingsIcon, Sun } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { meQuery, organizationsQuery } from '../api/directory.ts';
import { Mark } from './mark.tsx';
import { pageLinks } from './pages.ts';
import { Shortcuts } from './shortcuts.tsx';
import { useTheme } from './theme.ts';

/** The first row: whose numbers, which page, who looks. */
export function Header() {
  const org = useOrg();
  return (
    <header className="top">
      <div className="bar">
        <Link to="/o/$org" params={{ org }} className="brand">
          <Mark />
          Uplift
        </Link>
        <OrganizationSwitch org={org} />
        <Pages org={org} />
        <Shortcuts />
        <ThemeSwitch />
        <SettingsLink />
        <Who />
      </div>
    </header>
  );
}

function Pages({ org }: { readonly org: string }) {
  const row = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    // On a narrow screen the row scrolls: where one is, is never cut off.
    const here = row.current?.querySelector('[aria-current]');
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav className="pages" aria-label="Pages" ref={row}>
      {pageLinks.map(({ to, title }) => (
        <Link
          key={to}
          to={to}
          params={{ org }}
          activeOptions={{ exact: to === '/o/$org', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

function OrganizationSwitch({ org }: { readonly org: string }) {
  const { data = [] } = useQuery(organizationsQuery);
  const navigate = useNavigate();
  if (data.length < 2) return <span className="organization">{org}</span>;
  return (
    <label className="organization">
      <span className="sr">Organisation</span>
      <select
        value={org}
        onChange={({ target }) => void navigate({ to: '/o/$org', params: { org: target.value } })}
      >
        {data.map((login) => (
          <option key={login}>{login}</option>
        ))}
      </select>
    </label>
  );
}

/** For administrators alone: for others there is none. */
function SettingsLink() {
  const org = useOrg();
  const { data } = useQuery(meQuery);
  if (data?.role !== 'admin') return null;
  return (
    <Link
      to="/o/$org/settings/$section"
      params={{ org, section: 'definitions' }}
      className="icon-button"
      aria-label="Settings"
    >
      <SettingsIcon />
    </Link>
  );
}

function ThemeSwitch() {
  const { theme, switchTheme } = useTheme();
  const label = theme === 'dark' ? 'Use the light theme' : 'Use the dark theme';
  return (
    <button type="button" className="icon-button" aria-label={label} onClick={switchTheme}>
      {theme === 'dark' ? <Sun /> : <Moon />}
    </button>
  );
}

/** Initials, never a picture from elsewhere. */
function Who() {
  const { data } = useQuery(meQuery);
  if (data === undefined) return null;
  const name = data.person?.login ?? data.name;
  return (
    <form method="post" action="/sign-out" className="who">
      <span className="initials" role="img" aria-label={`Signed in as ${name}, ${data.role}`}>
        {initials(name)}
      </span>
      <button type="submit" className="quiet-button">
        Sign out
      </button>
    </form>
  );
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const letters = words.map((word) => word.charAt(0)).slice(0, 2);
  return letters.join('').toUpperCase();
}
