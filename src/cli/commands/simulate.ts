import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';
import type { SimulatorChoices } from '../use-cases.js';

/** Serves until a signal: that is its proper end, so it ends well. */
export async function simulate(session: Session, choices: SimulatorChoices): Promise<number> {
  const { host, signal, useCases } = session;
  session.whenInterrupted('Stopping.');
  const simulator = await useCases.simulate(choices);
  try {
    host.stdout.write(`${JSON.stringify(simulator.announcement)}\n`);
    await aborted(signal);
  } finally {
    await simulator.close();
  }
  return exitCodes.done;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
