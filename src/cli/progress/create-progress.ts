import type { Host } from '../host.js';
import { jsonProgress, linesProgress } from './lines.js';
import type { Progress } from './progress.js';

/**
 * A tree in a terminal, plain lines in a log, JSON lines for `--json --verbose`. `--verbose` is a log even in a
 * terminal: calls would push the tree away.
 */
export async function createProgress(
  host: Host,
  options: { json: boolean; verbose: boolean },
): Promise<Progress> {
  const write = (text: string) => void host.stderr.write(text);
  if (options.json && options.verbose) return jsonProgress({ write, verbose: true });
  if (options.verbose || host.stderr.isTTY !== true || host.env.TERM === 'dumb' || isCi(host)) {
    return linesProgress({ write, verbose: options.verbose });
  }
  const { treeProgress } = await import('./tree.js');
  return treeProgress(host.stderr);
}

function isCi(host: Host): boolean {
  return host.env.CI !== undefined && host.env.CI !== '' && host.env.CI !== 'false';
}
