import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { settingsQuery, type Settings } from '../../api/settings.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';

/** What needs the settings, once they are here. */
export function WithSettings({
  children,
}: {
  readonly children: (settings: Settings) => ReactNode;
}) {
  const { data, error, refetch } = useQuery(settingsQuery(useOrg()));
  if (data !== undefined) return children(data);
  if (error === null) return <Skeleton height={120} />;
  return <Broken what="What is set" error={error} onRetry={() => void refetch()} />;
}
