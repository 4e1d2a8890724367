import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { settingsQuery } from '../../api/settings.ts';
import { previewQuery, type Asked, type Preview } from '../../api/comparison-actions.ts';
import { ApiError, statusOf } from '../../api/problem-error.ts';
import { SMALLEST_GROUP } from '../../words/smallest-group.ts';

const CALM_MS = 350;

/** What a question would rest on, as it stands now. */
export type PreviewState = {
  readonly data: Preview | undefined;
  readonly error: unknown;
  /** The figures are those of the question before. */
  readonly isBusy: boolean;
  /** Why it cannot be run; null if it can. */
  readonly refusal: string | null;
  readonly retry: () => void;
};

/** Counts for a question once it has not been changed for a moment; old figures stay meanwhile. */
export function usePreview(asked: Asked | null): PreviewState {
  const calm = useCalm(asked);
  const org = useOrg();
  // As usual while the settings are on their way.
  const minimum = useQuery(settingsQuery(org)).data?.minimumGroup ?? SMALLEST_GROUP;
  const query = useQuery({
    ...previewQuery(org, calm),
    placeholderData: keepPreviousData,
  });
  return {
    data: asked === null ? undefined : query.data,
    error: query.error,
    isBusy: query.isFetching || JSON.stringify(calm) !== JSON.stringify(asked),
    refusal: refusalOf(query.data, query.error, minimum),
    retry: () => void query.refetch(),
  };
}

/** Why a question cannot be run, by what it would rest on. */
export function refusalOf(
  preview: Preview | undefined,
  error: unknown,
  minimum = SMALLEST_GROUP,
): string | null {
  const status = statusOf(error);
  if (status !== null && status < 500 && error instanceof ApiError) {
    const { failure } = error;
    return (failure.kind === 'refused' ? failure.detail : null) ?? 'This cannot be asked.';
  }
  if (preview === undefined) return null;
  const people = preview.n.treatedDevelopers + preview.n.controlDevelopers;
  return people < minimum
    ? `This comparison is smaller than ${minimum} people. Choose a larger group, or another start.`
    : null;
}

/** The last value that stood for a moment. */
function useCalm(asked: Asked | null): Asked | null {
  const text = JSON.stringify(asked);
  const [calm, settle] = useState({ asked, text });
  useEffect(() => {
    const timer = setTimeout(() => settle({ asked, text }), CALM_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same question in another object is no change
  }, [text]);
  return calm.asked;
}
