import { Presets, SingleBar } from 'cli-progress';

import type { Terminal } from './terminal.ts';

/** A step of long work. `total` is null while nobody can tell. */
export type Progress = {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  /** What to show beside the bar: rows so far, the step's name. */
  readonly remark: string;
};

/** Shows progress: one bar that redraws on a terminal, a line for each step elsewhere. */
export type ProgressBar = {
  readonly update: (progress: Progress) => void;
  readonly stop: () => void;
};

/** A bar on the terminal's remarks; where they go to a log, the steps and how long each took. */
export function progressBar(terminal: Terminal): ProgressBar {
  if (!terminal.isInteractive) return stepLines(terminal);

  const bar = new SingleBar(
    {
      format: '{label} {bar} {percentage} % | {remark} | {eta_formatted} left',
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update({ label, done, total, remark }) {
      const end = total ?? Math.max(done * 2, 1);
      if (!started) bar.start(end, done, { label, remark });
      started = true;
      bar.setTotal(end);
      bar.update(done, { label, remark });
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}

function stepLines(terminal: Terminal): ProgressBar {
  let step: { readonly label: string; readonly startedAt: number } | null = null;
  const end = () => {
    if (step === null) return;
    const seconds = (performance.now() - step.startedAt) / 1000;
    if (seconds >= WORTH_A_LINE_SECONDS) terminal.note(`  ${step.label}: ${seconds.toFixed(1)} s`);
    step = null;
  };
  return {
    update({ label }) {
      if (label === step?.label) return;
      end();
      step = { label, startedAt: performance.now() };
    },
    stop: end,
  };
}

const WORTH_A_LINE_SECONDS = 0.5;
