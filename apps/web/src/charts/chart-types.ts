/** What is read of a point: in a tip, and aloud. */
export type ChartReading = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly spoken: string;
};

/** The readings of a line, a point after the other. */
export type ReadingSeries = { readonly label: string; readonly readings: readonly ChartReading[] };

/** The same figures as a table; every cell as it is shown. */
export type ChartTable = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
};

/** Where a chart is drawn, and which point is looked at. */
export type ChartPlace = {
  readonly width: number;
  readonly height: number;
  readonly active: number | null;
  /** The line of that point. */
  readonly activeSeries?: number | null;
};

/** A chart, as a frame takes it: how to draw it, how to read it, how it looks as a table. */
export type ChartContent = {
  readonly height: number;
  /** What it shows in one sentence, for who does not see it. */
  readonly summary: string;
  readonly draw: (place: ChartPlace) => React.ReactNode;
  /** The centres of the points. */
  readonly positions: (width: number) => readonly number[];
  readonly series: readonly ReadingSeries[];
  readonly table: ChartTable;
  /** Why its figures have no interval; left out where they have one. */
  readonly noInterval?: string;
  /** Which point lies under a place of the drawing, where more than its distance from the left tells. */
  readonly locate?: (place: PlotPlace) => ChartPoint | null;
  /** Where a point lies from the left, where lines lie beside each other. */
  readonly placeOf?: (point: ChartPoint, width: number) => number;
  /** Opens what is behind a point: by a click, or by Enter. */
  readonly choose?: (point: ChartPoint) => void;
};

/** A point of a chart: a line, and a place on it. */
export type ChartPoint = { readonly series: number; readonly index: number };

/** A place in a drawing of a width, in pixels from the top left. */
export type PlotPlace = { readonly x: number; readonly y: number; readonly width: number };
