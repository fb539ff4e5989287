import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PageData } from './page-data.js';

/** The page's own code, as the build bundles it from `src/page`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * The report as one file that opens offline: it asks for nothing from elsewhere, and its content security policy lets
 * nothing but its own script and style run. The data is compressed, so that a hundred thousand secrets stay a file that
 * can be mailed.
 */
export function renderHtml(data: PageData, { script, style }: PageAssets): string {
  const packed = gzipSync(JSON.stringify(data), { level: 9 }).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src ${sourceHash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Secrets of ${data.organizationId.replace(/[^\w-]/g, '')}, ${data.generatedAt.slice(0, 10)}</title>
<style>${style}</style>
</head>
<body>
<div id="report"><p>The report is being unpacked. It needs a browser with JavaScript.</p></div>
<script type="application/octet-stream" id="report-data">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/script-src */
function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
