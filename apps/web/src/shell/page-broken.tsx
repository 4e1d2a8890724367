import type { ErrorComponentProps } from '@tanstack/react-router';

import { Broken } from '../ui/states.tsx';

/** A page that could not be drawn; the frame around it stays. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  return <Broken what="This page" error={error} onRetry={reset} />;
}
