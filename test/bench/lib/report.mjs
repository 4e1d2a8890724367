// What every bench prints: where it ran, its own lines, and a closing table.
import { availableParallelism, loadavg } from 'node:os';

/** The head of a bench: what it measures, and on what. */
export function begin(name, question) {
  print(`\n${name}: ${question}`);
  print(`  ${machine()}`);
  return { name, startedAt: performance.now() };
}

/** One line of figures as they come. */
export function line(text) {
  print(`  ${text}`);
}

/** Closes a bench: a table whose first row is the heading. */
export function end({ name, startedAt }, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  print('');
  for (const [index, row] of rows.entries()) {
    print(`  ${row.map((cell, column) => pad(cell, widths[column], column)).join('  ')}`.trimEnd());
    if (index === 0) print(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  print(`\n  ${name} took ${seconds.toFixed(1)} s; load average at the end ${load()}`);
}

/** A number with as many digits as matter. */
export function number(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A whole number, such as a count. */
export function count(value) {
  return Math.round(value).toLocaleString('en');
}

/** How many times the baseline a figure is. */
export function ratio(value, baseline) {
  return `${number(value / baseline)}×`;
}

export function milliseconds(value) {
  return `${number(value)} ms`;
}

export function megabytes(bytes) {
  return `${number(bytes / 1_048_576)} MiB`;
}

/** The q-quantile of unsorted figures, by the nearest rank. */
export function quantile(figures, q) {
  const sorted = [...figures].toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** The middle one of a few runs. */
export function median(figures) {
  return quantile(figures, 0.5);
}

/** What a piece of work came to, and the seconds it took. */
export async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - startedAt) / 1000 };
}

/** What a piece of work came to, the seconds it took, and those of them (of all cores) it computed. */
export async function measured(work) {
  const before = process.cpuUsage();
  const { result, seconds } = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { result, seconds, cpuSeconds: (user + system) / 1_000_000 };
}

/** The quickest of a few runs, and the seconds of the first, which starts with cold code. */
export async function bestOf(runs, work) {
  let best = await measured(work);
  const firstSeconds = best.seconds;
  for (let run = 1; run < runs; run += 1) {
    const next = await measured(work);
    if (next.seconds < best.seconds) best = next;
  }
  return { ...best, firstSeconds };
}

function machine() {
  return `${availableParallelism()} cores, Node.js ${process.versions.node}, load average at the start ${load()}`;
}

function load() {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}

function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
