import { PlainPage } from './plain-page.tsx';

/** An address that no page has. */
export function NotFound() {
  return (
    <PlainPage title="There is no such page">
      <p>
        The address may have changed. <a href="/">Go to the overview</a>.
      </p>
    </PlainPage>
  );
}
