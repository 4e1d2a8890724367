import { QueryClient } from '@tanstack/react-query';

import { statusOf } from './problem-error.ts';

const FRESH = 60_000;
const MOST_RETRIES = 2;

/** Keeps answers for a minute; what the client itself asked wrongly is not asked again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH,
        refetchOnWindowFocus: true,
        retry: (failures, error) => {
          const status = statusOf(error);
          const isOurs = status !== null && status < 500;
          return !isOurs && failures < MOST_RETRIES;
        },
      },
    },
  });
}
