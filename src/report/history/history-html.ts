import { createHash } from 'node:crypto';
import { htmlEscape } from 'escape-goat';
import type { SecretHistory, TimelineEntry } from '../../model/timeline.js';
import { actorWords, changeWords, kindWords, missingWords, moment, subjectWords } from './words.js';

const look = `
:root{color-scheme:light dark}
body{background:light-dark(#fff,#15181c);color:light-dark(#1b1f24,#e8eaed);font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{overflow-wrap:anywhere;margin-bottom:.25rem}
.arn,.who{color:light-dark(#57606a,#a4adb8);overflow-wrap:anywhere}
ol{list-style:none;padding:0 0 0 1.25rem;border-left:3px solid light-dark(#d5dae0,#353b43)}
li>h2{font-size:1rem;margin:1.5rem 0 .25rem}
ul{margin:.25rem 0;padding-left:1.25rem;overflow-wrap:anywhere}
p{margin:.25rem 0}
@media print{:root{color-scheme:light}li{break-inside:avoid}}
`;

/** The timeline as one file that opens offline and runs no script at all. */
export function historyHtml(history: SecretHistory): string {
  const hash = createHash('sha256').update(look).digest('base64');
  const missing = history.related.filter((one) => one.missing !== undefined);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    htmlEscape`<title>History of ${history.name}</title>`,
    `<style>${look}</style></head><body><main>`,
    htmlEscape`<h1>${history.name}</h1><p class="arn">${history.arn}</p>`,
    '<ol>',
    ...history.entries.map(entryHtml),
    '</ol>',
    ...missing.map((one) => htmlEscape`<p>${missingWords(one)}</p>`),
    '</main></body></html>',
    '',
  ].join('\n');
}

function entryHtml(entry: TimelineEntry): string {
  return [
    htmlEscape`<li><h2><time datetime="${entry.at}">${moment(entry.at)}</time> ${subjectWords(entry)}: ${kindWords(entry)}</h2>`,
    '<ul>',
    ...entry.changes.map((change) => htmlEscape`<li>${changeWords(change)}</li>`),
    '</ul>',
    htmlEscape`<p class="who">${actorWords(entry)}</p></li>`,
  ].join('');
}
