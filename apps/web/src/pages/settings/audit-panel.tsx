import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { auditQuery, type AuditAction, type AuditEntry } from '../../api/access.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { actionNames } from '../../words/settings.ts';
import { ListFilters } from './list-filters.tsx';
import { RowsState } from './rows-state.tsx';

const choices = [
  { value: 'all', words: 'All' },
  { value: 'change', words: actionNames.change },
  { value: 'role', words: actionNames.role },
  { value: 'token', words: actionNames.token },
  { value: 'export', words: actionNames.export },
  { value: 'session', words: actionNames.session },
] as const;

/** Who changed what, newest first. */
export function AuditPanel() {
  const org = useOrg();
  const [kind, choose] = useState<AuditAction | 'all'>('all');
  const [text, look] = useState('');
  const action = kind === 'all' ? null : kind;
  const rows = useInfiniteQuery(auditQuery(org, { action, text: text.trim() }));
  const entries = rows.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <ListFilters
        label="Kind"
        value={kind}
        choices={choices}
        onChoose={choose}
        search={{ label: 'Who or what', text, onWrite: look }}
      />
      <RowsState rows={rows} items={entries} what="The log" empty="Nothing of this kind is noted.">
        {(found) => (
          <ol className="audit">
            {found.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
      </RowsState>
    </>
  );
}

function Entry({ entry: { at, what, actor, before, after } }: { readonly entry: AuditEntry }) {
  const zone = useZone();
  const isDetailed = before !== null || after !== null;
  return (
    <li>
      <time dateTime={at}>{moment(new Date(at), zone)}</time>
      <div>
        <b>{what}</b>
        <span>
          by {actor.name}, {actor.role}
          {actor.kind === 'token' && ', with a token'}
        </span>
        {isDetailed && (
          <details>
            <summary aria-label={`Before and after: ${what}`}>Before and after</summary>
            <code>{before === null ? 'nothing' : JSON.stringify(before)}</code>
            <code>{after === null ? 'nothing' : JSON.stringify(after)}</code>
          </details>
        )}
      </div>
    </li>
  );
}
