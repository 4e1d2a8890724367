import { z } from 'zod';

import { cutText, storableText } from './text.ts';

/** Text that is kept: made storable and cut to `length` UTF-16 units. */
export const text = (length: number) =>
  z.string().transform((value) => cutText(storableText(value), length));

/** A name that identifies: storable, not empty, and refused rather than cut when longer than `length`. */
export const name = (length: number) =>
  z
    .string()
    .transform((value) => storableText(value).trim())
    .refine((value) => value !== '' && value.length <= length, {
      error: `expected 1 to ${length} characters`,
    });

export const login = name(100);

/** A repository's `owner/name`. */
export const fullName = name(200).refine((value) => /^[^/\s]+\/[^/\s]+$/.test(value), {
  error: 'expected owner/name',
});

/** GitHub's numeric id, exact: at most 2^53 - 1. */
export const githubId = z.int().min(1);

/** A number that GitHub counts up, as a pull request's: 1 to 2^31 - 1. */
export const ordinal = z.int().min(1).max(2_147_483_647);

/** A count of lines, files or commits: 0 to 2^31 - 1. */
export const count = z.int().min(0).max(2_147_483_647);

/** The id of a review, comment and the like, kept as text: some exceed what JSON numbers hold exactly. */
export const textId = z
  .union([githubId, z.string().regex(/^[1-9]\d{0,18}$/)], { error: 'expected a numeric id' })
  .transform(String);

const latestInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An RFC 3339 date and time with its offset, from 1970 to 9999; fractions below a millisecond are cut. */
export const instant = z
  .string()
  .transform((value) => value.trim().toUpperCase())
  .pipe(z.iso.datetime({ offset: true }))
  .transform((value) => new Date(value))
  .refine((date) => date.getTime() >= 0 && date.getTime() <= latestInstant, {
    error: 'expected an instant from 1970 to 9999',
  });

/** A UTC calendar day that exists, `YYYY-MM-DD`, from 1970. */
export const day = z.iso
  .date()
  .refine((value) => value >= '1970-01-01', { error: 'expected a day from 1970 to 9999' });

/** The UTC calendar day of an instant. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * Says what was wrong with each field: its path and what was expected there, never the content.
 * `root` names the whole value.
 */
export function problemsOf(error: z.ZodError, root: string): readonly string[] {
  return error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || root} (${issue.message})`,
  );
}
