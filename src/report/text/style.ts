import picocolors from 'picocolors';
import { wrap } from './width.js';

/** How a text is to look: decided once, by whoever knows the terminal. */
export interface Style {
  /** Columns. */
  readonly width: number;
  readonly colors: ReturnType<typeof picocolors.createColors>;
}

export function createStyle(options: { readonly width: number; readonly color: boolean }): Style {
  return { width: options.width, colors: picocolors.createColors(options.color) };
}

/** A heading with its lines below it, indented by two; nothing at all where there are no lines. */
export function section(style: Style, heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ['', style.colors.bold(heading), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

/**
 * `text` wrapped under a first line that begins with `lead`, e.g. a symbol.
 *
 * @param indent how far the whole will be indented by others
 */
export function hanging(style: Style, lead: string, text: string, indent = 2): readonly string[] {
  const margin = ' '.repeat(lead.length);
  const lines = wrap(text, Math.max(24, style.width - indent - lead.length));
  return lines.map((line, index) => (index === 0 ? lead : margin) + line);
}

/** `1 account`, `22 accounts`, `1,234 targets`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

export function thousands(n: number): string {
  return n.toLocaleString('en-US');
}

/** `0 bytes`, `1.5 MB`: in steps of a thousand, as bills are. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  const [kB, ...larger] = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let [value, unit] = [bytes / 1000, kB];
  for (const next of larger) {
    // What would be shown as 1000.0 is one of the next.
    if (value < 999.95) break;
    [value, unit] = [value / 1000, next];
  }
  return `${value.toFixed(1)} ${unit}`;
}
