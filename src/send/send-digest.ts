import type { Clock } from '../model/clock.js';
import type { Emit } from '../model/events.js';
import type { LastDigest } from '../notify/digest.js';
import type { DigestMessage } from '../notify/digest-messages.js';
import type { DigestState, Sending } from '../notify/digest-state.js';
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
 * that died while sending is taken over by the next. Only the message that it died at may go out twice.
 *
 * @throws what the store or the publisher throws; what was sent until then is not sent again.
 */
export async function sendDigest(make: MakeDigest, options: SendOptions): Promise<Sent> {
  const { store, clock, runner } = options;
  const counts = { messages: 0, resumed: 0 };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    options.signal.throwIfAborted();
    const kept = await store.read();
    const { last, sending } = kept.state;
    if (sending !== undefined) {
      // One of this run's own is left where an answer to a write was lost.
      const isOurs = sending.runner === runner;
      if (!isOurs && clock.now() - sending.at < lease) return { outcome: 'busy', since: sending.at };
      const claimed = await claim({ ...sending, runner, at: clock.now() }, kept, options);
      if (claimed !== undefined) counts[isOurs ? 'messages' : 'resumed'] += await sendAll(claimed, options);
      continue;
    }
    const made = make(last);
    if (made === undefined) return { outcome: counts.messages > 0 ? 'sent' : 'nothing-new', ...counts };
    const claimed = await claim({ ...made, runner, at: clock.now(), sent: 0 }, kept, options);
    if (claimed !== undefined) counts.messages += await sendAll(claimed, options);
  }
  return { outcome: 'busy', since: clock.now() };
}

interface Claimed {
  readonly sending: Sending;
  readonly state: DigestState;
  readonly tag: string;
}

/** `undefined`: somebody else was faster. */
async function claim(
  sending: Sending,
  kept: KeptState,
  { store }: SendOptions,
): Promise<Claimed | undefined> {
  const state = { ...kept.state, sending };
  const tag = await store.write(state, kept.tag);
  return tag === undefined ? undefined : { sending, state, tag };
}

/** @returns how many messages went out: not all of them, where this run was so slow that another one took over. */
async function sendAll(claimed: Claimed, options: SendOptions): Promise<number> {
  const { store, publisher, clock, emit, signal } = options;
  const { messages, next } = claimed.sending;
  let { tag, state } = claimed;
  let published = 0;
  for (let sent = claimed.sending.sent; sent < messages.length; sent += 1) {
    signal.throwIfAborted();
    const message = messages[sent];
    if (message === undefined) break;
    await publisher.publish(message);
    published += 1;
    emit({ code: 'publishing', done: sent + 1, total: messages.length });
    const isLast = sent + 1 === messages.length;
    state = isLast
      ? { last: next }
      : { ...state, sending: { ...claimed.sending, sent: sent + 1, at: clock.now() } };
    const written = await store.write(state, tag);
    if (written === undefined) return published;
    tag = written;
  }
  return published;
}
