import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

/** Something that is changed, after which what depends on it is asked for anew. */
export function useSave<Told, Answer>({
  save,
  touches,
}: {
  readonly save: (told: Told) => Promise<Answer>;
  readonly touches: readonly QueryKey[];
}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
