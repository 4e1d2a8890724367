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

/** Shows progress: one bar that redraws on a terminal, a line for each step elsewhere, and now and then within it. */
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
  let step: { readonly label: string; readonly startedAt: number; toldAt: number } | null = null;
  const end = () => {
    if (step === null) return;
    const seconds = (performance.now() - step.startedAt) / 1000;
    if (seconds >= WORTH_A_LINE_SECONDS) terminal.note(`  ${step.label}: ${seconds.toFixed(1)} s`);
    step = null;
  };
  return {
    update(progress) {
      const { label } = progress;
      const now = performance.now();
      if (label !== step?.label) {
        end();
        step = { label, startedAt: now, toldAt: now };
        return;
      }
      const seconds = (now - step.toldAt) / 1000;
      if (seconds < TOLD_EVERY_SECONDS) return;
      const line = underWay(progress, (now - step.startedAt) / 1000);
      if (line !== null) terminal.note(`  ${line}`);
      step.toldAt = now;
    },
    stop: end,
  };
}

const WORTH_A_LINE_SECONDS = 0.5;
const TOLD_EVERY_SECONDS = 10;

/** How far a step is that takes long; null while nobody can tell. */
function underWay({ label, done, total }: Progress, seconds: number): string | null {
  if (total === null || total <= 0 || done <= 0) return null;
  const left = Math.max(0, Math.round((seconds * (total - done)) / done));
  return `${label}: ${Math.floor((100 * done) / total)} %, about ${left} s left`;
}
