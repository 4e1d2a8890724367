import type { Request } from 'express';

/** A stretch of a list: pages count from 1. */
export type Page = { readonly number: number; readonly size: number };

const MOST = 100;

/**
 * The page that a request asks for. As at GitHub, nonsense is no error: `per_page` is 30 unless it
 * is a positive number, and never above 100.
 */
export function pageOf(request: Request, usual = 30): Page {
  return {
    number: positive(request.query['page']) ?? 1,
    size: Math.min(MOST, positive(request.query['per_page']) ?? usual),
  };
}

function positive(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
  return number >= 1 ? number : null;
}

/** The items of a page. */
export function sliceOf<Item>(items: readonly Item[], { number, size }: Page): readonly Item[] {
  return items.slice((number - 1) * size, number * size);
}

/**
 * The `Link` header: to the pages before and after as far as there are any; null if everything is
 * on one page.
 *
 * @param address - of the list itself, with the other parameters of its query
 */
export function linkHeader(address: URL, page: Page, total: number): string | null {
  const last = Math.max(1, Math.ceil(total / page.size));
  const link = (number: number, rel: string): string => {
    const target = new URL(address);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${rel}"`;
  };
  const before = page.number > 1 ? [link(Math.min(page.number - 1, last), 'prev')] : [];
  const after = page.number < last ? [link(page.number + 1, 'next'), link(last, 'last')] : [];
  const first = page.number > 1 ? [link(1, 'first')] : [];
  const links = [...before, ...after, ...first];
  return links.length === 0 ? null : links.join(', ');
}
