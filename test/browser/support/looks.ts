/** How a page looks: which theme, and how wide in pixels. */
export type Look = { readonly theme: 'light' | 'dark'; readonly width: number };

/** A desk, by day. */
export const wide = { theme: 'light', width: 1280 } as const satisfies Look;

/** A phone, by night. */
export const narrow = { theme: 'dark', width: 360 } as const satisfies Look;

/** Both themes on a desk and on a phone. */
export const looks = [
  wide,
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 360 },
  narrow,
] as const satisfies readonly Look[];

/** Those that differ most: for what takes long to look at. */
export const opposites = [wide, narrow] as const satisfies readonly Look[];

/** From a phone to a wide screen. */
export const widths = [
  { theme: 'light', width: 360 },
  narrow,
  wide,
  { theme: 'dark', width: 1920 },
] as const satisfies readonly Look[];
