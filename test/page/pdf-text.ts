import { inflateSync } from 'node:zlib';

/** A text from a printed page: one run of letters, as it stands there. */
type Run = string;

const objects = /(\d+) 0 obj\r?\n([\s\S]*?)endobj/g;
const stream = /stream\r?\n([\s\S]*?)\r?\nendstream/;

/**
 * The text in a PDF that Chromium wrote: glyphs through each font's table of what they mean.
 * ISO 32000-1, 9.10.3: ToUnicode CMaps.
 */
export function pdfText(pdf: Buffer): { readonly sheets: number; readonly runs: readonly Run[] } {
  const file = pdf.toString('latin1');
  const parts = new Map<string, string>();
  for (const [, id = '', body = ''] of file.matchAll(objects)) parts.set(id, body);
  const content = (id = ''): string => {
    const body = parts.get(id) ?? '';
    const packed = stream.exec(body)?.[1] ?? '';
    return body.includes('/FlateDecode')
      ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
      : packed;
  };
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const [, name = '', id = ''] of file.matchAll(/\/(F\d+) (\d+) 0 R/g))
    fonts.set(name, meanings(content(/\/ToUnicode (\d+) 0 R/.exec(parts.get(id) ?? '')?.[1])));
  const sheets = [...parts.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const runs = sheets
    .map((sheet) => content(/\/Contents (\d+) 0 R/.exec(sheet)?.[1]))
    .flatMap((drawn) => [...drawn.matchAll(/BT\n([\s\S]*?)ET\n/g)].map(([, run = '']) => runOf(run, fonts)));
  return { sheets: sheets.length, runs };
}

function runOf(drawn: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): Run {
  const font = fonts.get(/\/(F\d+) /.exec(drawn)?.[1] ?? '');
  const glyphs = [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
  return glyphs.map((glyph) => font?.get(parseInt(glyph, 16)) ?? '').join('');
}

function meanings(table: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const put = (glyph: number, meaning: number) =>
    found.set(glyph, String.fromCodePoint(meaning).normalize('NFKC'));
  for (const [, chars = ''] of table.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', meaning = ''] of chars.matchAll(/<(\w+)> <(\w{4})>/g))
      put(parseInt(glyph, 16), parseInt(meaning, 16));
  for (const [, ranges = ''] of table.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', meaning = ''] of ranges.matchAll(/<(\w+)> <(\w+)> <(\w{4})>/g))
      for (let glyph = parseInt(from, 16); glyph <= parseInt(to, 16); glyph += 1)
        put(glyph, parseInt(meaning, 16) + glyph - parseInt(from, 16));
  return found;
}
