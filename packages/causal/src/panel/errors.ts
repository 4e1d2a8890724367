/** A panel that no estimator can use, said in one line that names units and counts. */
export class PanelError extends Error {
  override readonly name: string = 'PanelError';
}

/** There is no row, or none that may be used. */
export class EmptyPanelError extends PanelError {
  override readonly name = 'EmptyPanelError';

  constructor() {
    super('the panel has no usable row');
  }
}

/** A unit has two rows for one period. */
export class DuplicateCellError extends PanelError {
  override readonly name = 'DuplicateCellError';

  constructor(cells: readonly { readonly unit: string; readonly period: number }[]) {
    const named = some(cells.map(({ unit, period }) => `unit ${unit} in period ${period}`));
    super(`${counted(cells.length, 'cell')} given more than once: ${named}`);
  }
}

/** A number is missing or not finite. */
export class NotANumberError extends PanelError {
  override readonly name = 'NotANumberError';

  constructor(column: string, units: readonly string[]) {
    super(
      `${column} is missing or not a finite number in ${counted(units.length, 'row')}: ${some(units.map((unit) => `unit ${unit}`))}`,
    );
  }
}

/** What must be fixed for a unit changes from row to row. */
export class VaryingValueError extends PanelError {
  override readonly name = 'VaryingValueError';

  constructor(column: string, units: readonly string[]) {
    super(
      `${column} changes over time for ${counted(units.length, 'unit')}, and must not: ${some(units)}`,
    );
  }
}

/** A sampling weight, or an exposure, is out of its bounds. */
export class NegativeValueError extends PanelError {
  override readonly name = 'NegativeValueError';

  constructor(column: string, units: readonly string[]) {
    super(
      `${column} must be above 0, and is not for ${counted(units.length, 'unit')}: ${some(units)}`,
    );
  }
}

/** There are fewer than two periods. */
export class TooFewPeriodsError extends PanelError {
  override readonly name = 'TooFewPeriodsError';

  constructor(periods: number) {
    super(`the panel has ${counted(periods, 'period')}; a difference needs at least two`);
  }
}

/** No unit is treated within the window, or all who are have no period before it. */
export class NoTreatedUnitError extends PanelError {
  override readonly name = 'NoTreatedUnitError';

  constructor(leftOut: number) {
    super(
      leftOut === 0
        ? 'no unit is first treated within the periods of the panel'
        : `no unit is left that is first treated within the panel: ${counted(leftOut, 'unit')} had no period before treatment`,
    );
  }
}

/** There is nobody to compare with. */
export class NoControlUnitError extends PanelError {
  override readonly name = 'NoControlUnitError';

  constructor(kind: 'never' | 'notyet') {
    super(
      kind === 'never'
        ? 'no unit is never treated; compare with units that are not yet treated instead'
        : 'no unit is never treated or treated later than another, so nobody is left to compare with',
    );
  }
}

/** The outcome is one and the same everywhere. */
export class ConstantOutcomeError extends PanelError {
  override readonly name = 'ConstantOutcomeError';

  constructor(value: number, cells: number) {
    super(`the outcome is ${value} in all ${cells} cells: there is nothing to estimate`);
  }
}

/** A method asks for every unit in every period. */
export class UnbalancedPanelError extends PanelError {
  override readonly name = 'UnbalancedPanelError';

  constructor(method: string, units: readonly string[]) {
    super(
      `${method} needs every unit once in every period; ${counted(units.length, 'unit')} with gaps: ${some(units)}`,
    );
  }
}

const MOST_NAMED = 5;

function some(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${named} and ${names.length - MOST_NAMED} more` : named;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
