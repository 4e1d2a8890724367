import { createColors } from 'picocolors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { progressBar } from './progress.ts';

const step = (label: string) => ({ label, done: 0, total: null, remark: '' });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const notes: string[] = [];
  const answers: string[] = [];
  const bar = progressBar({
    out: (text) => answers.push(text),
    note: (text) => notes.push(text),
    isInteractive: false,
    colours: createColors(false),
  });
  return { bar, notes, answers };
}

describe('progress that goes to a log', () => {
  it('is one line for every step, with the time it took', () => {
    const { bar, notes, answers } = watched();

    bar.update(step('reading'));
    vi.advanceTimersByTime(1200);
    bar.update(step('reading'));
    vi.advanceTimersByTime(1300);
    bar.update(step('measuring'));
    vi.advanceTimersByTime(700);
    bar.stop();

    expect(notes).toEqual(['  reading: 2.5 s', '  measuring: 0.7 s']);
    expect(answers).toEqual([]);
  });

  it('says nothing of a step that took no time worth a line', () => {
    const { bar, notes } = watched();

    bar.update(step('reading'));
    vi.advanceTimersByTime(499);
    bar.stop();

    expect(notes).toEqual([]);
  });

  it('tells of a long step now and then how far it is, and for how long it will go on', () => {
    const { bar, notes } = watched();
    const fetched = (done: number) => ({ label: 'fetching history', done, total: 500, remark: '' });

    bar.update(fetched(0));
    vi.advanceTimersByTime(10_000);
    bar.update(fetched(200));
    vi.advanceTimersByTime(9000);
    bar.update(fetched(300));
    bar.stop();

    // 200 of 500 in 10 s: 15 s for the other 300.
    expect(notes).toEqual([
      '  fetching history: 40 %, about 15 s left',
      '  fetching history: 19.0 s',
    ]);
  });

  it('may be stopped twice, and before it began', () => {
    const { bar, notes } = watched();

    bar.stop();
    bar.update(step('reading'));
    vi.advanceTimersByTime(1000);
    bar.stop();
    bar.stop();

    expect(notes).toEqual(['  reading: 1.0 s']);
  });
});
