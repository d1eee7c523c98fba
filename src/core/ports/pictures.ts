// The port to whatever draws pictures: a chart as plain values goes in, its picture comes out.

interface Frame {
  readonly locale: string;
  readonly title: string;
  readonly subtitle?: string;
  /** What must not be missed: that the data is synthetic. */
  readonly warning?: string;
  /** Of which block and time the numbers are. */
  readonly source?: string;
}

/** A line across the picture, such as the votes that elect. */
export interface Level {
  readonly value: number;
  readonly label: string;
}

/** Values over time. Where a value is missing between two points, so is the line. */
export interface LinesChart extends Frame {
  readonly kind: 'lines';
  /** `change`: fractions of 1, shown as percentages with their sign. */
  readonly unit: 'amount' | 'change';
  /** Points further apart than this are not joined, ms. */
  readonly everyMs: number;
  /** Ends of the time axis, ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** One to three; `shown` stands beside the name. */
  readonly series: readonly {
    readonly label: string;
    readonly shown: string;
    /** Oldest first: ms since 1970 and value. */
    readonly points: readonly (readonly [at: number, value: number])[];
  }[];
  readonly level?: Level;
  /** Stands where nothing was seen for a while. */
  readonly nothingSeen: string;
}

/** Values from the highest to the lowest, at most twenty. */
export interface RankingChart extends Frame {
  readonly kind: 'ranking';
  readonly rows: readonly {
    readonly rank: number;
    readonly label: string;
    readonly value: number;
    readonly shown: string;
    /** Fainter than the others. */
    readonly isBelow: boolean;
  }[];
  readonly level?: Level;
}

/** Parts side by side, each split between two sides, in one or two panels on one scale. */
export interface SplitChart extends Frame {
  readonly kind: 'split';
  /** Names of the lower and the upper side of each bar. */
  readonly sides: readonly [string, string];
  readonly panels: readonly {
    readonly label: string;
    /** The sum, or why there is none. */
    readonly shown: string;
    /** `values` are missing where they are not estimated. */
    readonly parts: readonly {
      readonly label: string;
      readonly values?: readonly [number, number];
      /** The part's sum, or that it is not estimated. */
      readonly shown: string;
    }[];
  }[];
}

export type Chart = LinesChart | RankingChart | SplitChart;

export interface Pictures {
  /** A PNG of 800 by 450 pixels; undefined when there is none, or none in time. Never rejects. */
  draw(chart: Chart): Promise<Uint8Array | undefined>;
}
