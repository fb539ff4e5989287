import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/in-process.js';

/** `npm ci` without a registry: what it would install is this project. */
export function makeNpm(folder: string): void {
  mkdirSync(folder);
  const orgsecrets = `#!/usr/bin/env bash\\nexec "${process.execPath}" "${join(root, 'bin', 'orgsecrets.js')}" "$@"\\n`;
  const script = `#!/usr/bin/env bash
[ "$*" = 'ci --ignore-scripts' ] || exit 64
mkdir -p node_modules/.bin
printf '%b' '${orgsecrets}' > node_modules/.bin/orgsecrets
chmod +x node_modules/.bin/orgsecrets
`;
  writeFileSync(join(folder, 'npm'), script);
  chmodSync(join(folder, 'npm'), 0o755);
}
