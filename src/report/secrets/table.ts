import type { Style } from '../text/style.js';
import { padEnd, textWidth, truncate } from '../text/width.js';

/** A column of a table on a terminal. */
export interface Column {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

const gap = 2;

/**
 * Rows under their heads. The first column gives way where the terminal is too narrow for all.
 *
 * @param paint colours a whole line, after its width is known.
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
  indent = 2,
): readonly string[] {
  const widths = columns.map(({ head }, index) =>
    Math.max(textWidth(head), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + gap, 0);
  widths[0] = Math.min(widths[0] ?? 0, Math.max(12, style.width - indent - others));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const shown = index === 0 ? truncate(cell, width) : cell;
        return columns[index]?.right ? shown.padStart(width) : padEnd(shown, width);
      })
      .join(' '.repeat(gap))
      .trimEnd();
  return [style.colors.bold(line(columns.map(({ head }) => head))), ...rows.map(line)];
}
