import stringWidth from 'string-width';

/**
 * Whole emoji, joined ones and flags included, take two columns in terminals of today. They are counted here because
 * a table of emoji inside a dependency is only as new as the dependency.
 */
const emoji = new RegExp('\\p{RGI_Emoji}', 'gv');
/** Line breaks and other control codes in a name would break a table, or drive the terminal. */
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

/** How many terminal columns `text` takes. Colour codes take none. */
export function textWidth(text: string): number {
  return stringWidth(text.replace(emoji, '  '));
}

/** Names come from AWS and may hold anything: shows what it can, on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(controls, '\ufffd').trim();
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts plain text (no colour codes) to `width` columns, with an ellipsis where something was cut, never inside an emoji. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = used + textWidth(segment);
    if (next > width - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept}…`;
}

/** Breaks plain text into lines of at most `width` columns, at spaces; a longer word stays whole (ids must be copied). */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(joined) > width) {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  if (line !== '') lines.push(line);
  return lines;
}
