import { initDocument } from '../../report/json/init.js';
import { renderInit } from '../../report/render-init.js';
import { exitCodes } from '../exit-codes.js';
import { ask, isInteractive } from '../host.js';
import type { Session } from '../session.js';

export interface InitOptions {
  readonly output: string;
  readonly administrator?: string;
  readonly homeRegion?: string;
  readonly force?: boolean;
}

/** How many candidates a question shows. */
const mostShown = 10;

export async function init(session: Session, options: InitOptions): Promise<number> {
  const { host, load, signal, useCases } = session;
  const view = await useCases.init({
    env: load.env,
    clock: load.clock,
    emit: load.emit,
    signal,
    output: options.output,
    force: options.force === true,
    administrator: options.administrator,
    homeRegion: options.homeRegion,
    ask: isInteractive(host)
      ? async (question, candidates) => {
          const shown = candidates.slice(0, mostShown).map((candidate) => `  ${candidate}`);
          await session.tell([question, ...shown].join('\n'));
          return ask(host, '> ', signal);
        }
      : undefined,
  });
  await session.result(
    () => initDocument(view),
    () => renderInit(view, session.style),
  );
  return exitCodes.done;
}
