import type { Clock } from '../model/clock.js';
import type { Emit } from '../model/events.js';
import type { LastDigest } from '../notify/digest.js';
import type { DigestMessage } from '../notify/digest-messages.js';
import type { Progress, Sending } from '../notify/digest-state.js';
import type { Sent } from '../notify/sent.js';
import type { DigestStore, KeptState, Publisher } from './ports.js';

/** What is to be sent, held against what was told before; `undefined`: nothing is new. */
export type MakeDigest = (
  last: LastDigest | undefined,
) => { readonly messages: readonly DigestMessage[]; readonly next: LastDigest } | undefined;

export interface SendOptions {
  readonly store: DigestStore;
  readonly publisher: Publisher;
  readonly clock: Clock;
  /** Tells this run from every other. */
  readonly runner: string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** A run that has not gone on for this long is taken for dead. */
const lease = 15 * 60_000;
/** Others may write in between, but not forever. */
const tries = 5;

/**
 * Sends a digest once, whoever else tries to: it is claimed in the store before its first message goes out, and a run
 * that died while sending is taken over by the next. Only the message that it died at may go out twice. What is written
 * is the messages once, what was told once, and a few bytes a message.
 *
 * @param first what the store held when the run looked.
 * @throws what the store or the publisher throws; what was sent until then is not sent again.
 */
export async function sendDigest(first: KeptState, make: MakeDigest, options: SendOptions): Promise<Sent> {
  const { store, clock, runner } = options;
  const counts = { messages: 0, resumed: 0 };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    options.signal.throwIfAborted();
    const kept = attempt === 0 ? first : await store.read();
    const { last, sending } = kept.state;
    if (sending !== undefined) {
      const progress = progressOf(sending, kept.progress);
      // One of this run's own is left where an answer to a write was lost.
      const isOurs = progress.runner === runner;
      if (!isOurs && clock.now() - progress.at < lease) return { outcome: 'busy', since: progress.at };
      counts[isOurs ? 'messages' : 'resumed'] += await sendRest(sending, progress.sent, kept, options);
      continue;
    }
    const made = make(last);
    if (made === undefined) return { outcome: counts.messages > 0 ? 'sent' : 'nothing-new', ...counts };
    const begun = { ...made, id: `${runner}/${attempt}`, runner, at: clock.now() };
    const tag = await store.write({ sending: begun }, kept.tag);
    if (tag !== undefined) counts.messages += await sendRest(begun, 0, { ...kept, tag }, options);
  }
  return { outcome: 'busy', since: clock.now() };
}

/** Before the first progress of a digest is written, that of an earlier one stands there, or none. */
function progressOf({ id, runner, at }: Sending, kept: Progress | undefined): Progress {
  return kept?.id === id ? kept : { id, runner, at, sent: 0 };
}

/**
 * Sends what is missing, once this run has the progress in its name.
 *
 * @returns how many messages went out: not all of them, where somebody else was faster, or this run so slow that
 *   another one took over.
 */
async function sendRest(
  { id, messages, next }: Sending,
  from: number,
  { tag, progressTag }: Pick<KeptState, 'tag' | 'progressTag'>,
  { store, publisher, clock, runner, emit, signal }: SendOptions,
): Promise<number> {
  let published = 0;
  const mark = (sent: number, over: string | undefined): Promise<string | undefined> =>
    store.writeProgress({ id, runner, at: clock.now(), sent }, over);
  let held = await mark(from, progressTag);
  for (const message of messages.slice(from)) {
    if (held === undefined) return published;
    signal.throwIfAborted();
    await publisher.publish(message);
    published += 1;
    const sent = from + published;
    emit({ code: 'publishing', done: sent, total: messages.length });
    held = await mark(sent, held);
  }
  if (held !== undefined) await store.write({ last: next }, tag);
  return published;
}
