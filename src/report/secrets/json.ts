import { reportHead, secretJson } from '../json/report.js';
import type { ReportView } from '../types.js';

/** The document in pieces, with a line for each secret: two files of two days can be compared line by line. */
export function* jsonPieces(view: ReportView): Generator<string> {
  const { exceptions, secrets } = view.report;
  const head = JSON.stringify(reportHead(view), undefined, 2);
  yield `${head.slice(0, -2)},\n  "secrets": [`;
  for (const [index, secret] of secrets.entries())
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(secretJson(secret, exceptions))}`;
  yield `${secrets.length === 0 ? '' : '\n  '}]\n}\n`;
}
