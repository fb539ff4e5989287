import type { Command } from 'commander';
import { command, type Start } from './define-command.js';
import { parsePort, positiveNumber, wholeNumber } from './option-values.js';
import type { CommonOptions } from './session.js';

interface SimulateOptions extends CommonOptions {
  readonly world: string;
  readonly port: number;
  readonly seed?: number;
  readonly timeScale?: number;
  readonly snapshot?: string;
}

export function simulateCommand(start: Start): Command {
  return command(
    'simulate',
    'run the embedded AWS Organization',
    'Serves an AWS Organization on loopback, for demos, tests and rehearsals. Point any AWS tool at it with AWS_ENDPOINT_URL.',
  )
    .requiredOption('--world <file>', 'the organization to serve')
    .option('--port <number>', 'the port; 0 takes a free one', parsePort, 0)
    .option('--seed <number>', 'the seed of everything that is random', wholeNumber)
    .option('--time-scale <factor>', 'how much faster than the wall clock its time runs', positiveNumber)
    .option('--snapshot <file>', 'where the world is written at the end')
    .action((options: SimulateOptions) =>
      start(options, async (session) => {
        const { simulate } = await import('./commands/simulate.js');
        return simulate(session, {
          worldFile: options.world,
          port: options.port,
          seed: options.seed,
          timeScale: options.timeScale,
          snapshotFile: options.snapshot,
        });
      }),
    );
}
