import { processHost } from './host.js';
import { main } from './main.js';
import { useCases } from './wiring.js';

/** Runs the command line in this process. The exit waits for what is still being written. */
export async function start(node: NodeJS.Process): Promise<void> {
  const exitCode = await main(processHost(node), useCases);
  // What could not be written to the end has set it already.
  node.exitCode ||= exitCode;
}
