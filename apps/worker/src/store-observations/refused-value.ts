/**
 * Whether the database refused a value rather than failed: SQLSTATE classes 22 (data exception) and
 * 23 (integrity constraint violation). The same again would be refused again.
 */
export function isRefusedValue(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^2[23][0-9A-Z]{3}$/.test(code) || isRefusedValue(error.cause);
}
