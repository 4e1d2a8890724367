import { parseHistoryLine } from '@uplift/github';
import type { OrganizationObservations, OrganizationRef } from '@uplift/metrics';

import { distinctRefs } from '../store-observations/resolve-organizations.ts';
import { indexNamesAnew } from './index-anew.ts';
import { foldOrganization, type FoldedOrganization } from './fold-organization.ts';

/** Lines of history files, taken one at a time and folded in memory. */
export type HistoryFold = {
  /** Takes a line; what cannot be read is counted and left out. */
  readonly take: (line: string) => void;
  /** Lines that were left out: unreadable ones, and webhook deliveries, which need an inbox. */
  readonly skipped: () => number;
  /** The facts of each organisation, in the order in which files name them. */
  readonly organizations: () => readonly FoldedOrganization[];
};

/**
 * Folds history without a store: the lines that an import reads, the same observations, the same
 * rules for who is who, the same fold from events to facts. Everything is held in memory.
 */
export function openHistoryFold(): HistoryFold {
  const groups: OrganizationObservations[] = [];
  let skipped = 0;
  return {
    take(line) {
      const read = parseHistoryLine(line);
      if (read.outcome !== 'observations') skipped += 1;
      else for (const group of read.groups) groups.push(withoutRaw(group));
    },
    skipped: () => skipped,
    organizations: () => organizationsOf(groups).map(foldOrganization),
  };
}

/** Rows of usage reports as they came are the largest part of a history, and nothing is folded from them. */
function withoutRaw({ organization, observations }: OrganizationObservations) {
  return {
    organization,
    observations: observations.map((one) =>
      one.kind === 'copilot_user_day' ? { ...one, raw: {} } : one,
    ),
  };
}

function organizationsOf(groups: readonly OrganizationObservations[]) {
  const refs = groups.flatMap(({ organization, observations }) => [
    named(organization),
    ...observations.flatMap((one) =>
      one.kind === 'organization' ? [named(one.organization)] : [],
    ),
  ]);
  const { idOf, nameOf } = indexNamesAnew(distinctRefs(refs));
  const byId = new Map<number, OrganizationObservations['observations'][number][]>();
  for (const { organization, observations } of groups) {
    const id = idOf(named(organization));
    const all = byId.get(id) ?? [];
    byId.set(id, all);
    for (const observation of observations) all.push(observation);
  }
  return Array.from(byId, ([id, observations]) => ({ login: nameOf(id), observations }));
}

function named({ githubId, login }: OrganizationRef) {
  return { githubId, name: login };
}
