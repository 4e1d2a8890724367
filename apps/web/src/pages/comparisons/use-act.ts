import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { forgetComparisons } from '../../api/comparison-detail.ts';

/** Something done to comparisons, after which they are asked for anew. */
export function useAct<Told, Answer>({
  act,
  onDone,
}: {
  readonly act: (told: Told) => Promise<Answer>;
  readonly onDone?: (answer: Answer) => void;
}) {
  const org = useOrg();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      await forgetComparisons(queries, org);
      onDone?.(answer);
    },
  });
}
