/**
 * Waits for `work`, but no longer than `milliseconds`; the work itself goes on.
 *
 * @returns `in-time` with the answer of the work, or `too-late`
 * @throws whatever the work throws in time
 */
export async function within<Value>(
  milliseconds: number,
  work: Promise<Value>,
): Promise<
  { readonly status: 'in-time'; readonly value: Value } | { readonly status: 'too-late' }
> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<{ status: 'too-late' }>((resolve) => {
    // A thread that was busy for longer runs its timers before it reads what has come meanwhile.
    const endAfterReading = () => setImmediate(resolve, { status: 'too-late' });
    timer = setTimeout(endAfterReading, milliseconds);
  });
  const done = async () => ({ status: 'in-time', value: await work }) as const;
  try {
    return await Promise.race([done(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
