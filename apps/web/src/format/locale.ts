/** The reader's English, for the words are English; British where the reader has none. */
export const LOCALE = readersLocale();

function readersLocale(): string {
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.find((tag) => /^en\b/i.test(tag)) ?? 'en-GB';
}

function decimals(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Writes a number with a true minus; nothing is written as minus nothing. */
export function fixed(value: number, digits: number): string {
  const text = decimals(digits).format(value).replace('-', '−');
  return /^−[0.,]*$/.test(text) ? text.slice(1) : text;
}
