import { useEffect, useRef, type ReactNode } from 'react';

/** The filters on a narrow screen: a sheet over the page. */
export function FilterSheet({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    sheet.current?.showModal();
  }, []);
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="sheet-title" onClose={onClose}>
      <h2 id="sheet-title">Filters</h2>
      {children}
      <button
        type="button"
        className="button button-primary"
        onClick={() => sheet.current?.close()}
      >
        Show
      </button>
    </dialog>
  );
}
