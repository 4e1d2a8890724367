/** Something to wait for until it is opened. */
export type Gate = { readonly opened: Promise<void>; readonly open: () => void };

/** A gate that is shut. */
export function gateOf(): Gate {
  const opener: { open?: () => void } = {};
  const opened = new Promise<void>((resolve) => {
    opener.open = resolve;
  });
  return { opened, open: () => opener.open?.() };
}
