import type { Host } from '../host.js';
import { jsonProgress, linesProgress } from './lines.js';
import type { Progress } from './progress.js';

/**
 * A tree in a terminal, plain lines in a log, JSON lines for `--json --verbose`. `--verbose` is a log even in a
 * terminal: calls would push the tree away.
 */
export async function createProgress(
  host: Host,
  options: { readonly json?: boolean; readonly verbose?: boolean },
): Promise<Progress> {
  const write = (text: string) => void host.stderr.write(text);
  const verbose = options.verbose === true;
  if (options.json === true && verbose) return jsonProgress({ write, verbose });
  if (verbose || host.stderr.isTTY !== true || host.env.TERM === 'dumb' || isCi(host)) {
    return linesProgress({ write, verbose });
  }
  const { treeProgress } = await import('./tree.js');
  return treeProgress(host.stderr);
}

function isCi(host: Host): boolean {
  return host.env.CI !== undefined && host.env.CI !== '' && host.env.CI !== 'false';
}
