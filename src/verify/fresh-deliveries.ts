import { mapBounded } from '../concurrency/map-bounded.js';
import type { Clock } from '../model/clock.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ChannelLook, TargetLook } from '../model/observed.js';
import type { Gap } from '../model/outcome.js';
import { targetKey, type Target } from '../model/target.js';
import { judgeTarget } from './judge-target.js';

/** Asks AWS Config in one target for a delivery now. */
export type AskDelivery = (target: Target, channel: string) => Promise<void>;

export interface FreshDeliveries {
  /** Asks for a delivery wherever a failed one is all that stands against a recorder of ours; once a target. */
  ask(targets: readonly Target[], looks: ReadonlyMap<string, TargetLook>): Promise<void>;
  /** The gaps of a target, that of its recorder pending while a delivery that was asked for is awaited. */
  amend(target: Target, look: TargetLook | undefined, gaps: readonly Gap[]): readonly Gap[];
}

interface Asked {
  readonly at: number;
  /** The attempt that had failed: any other is news. */
  readonly before: number | undefined;
  /** Why AWS would not be asked. */
  readonly refused?: string;
}

const concurrentTargets = 16;
/** Milliseconds. AWS does not say how long a snapshot takes; that it is a matter of minutes is assumed. */
const patience = 15 * 60_000;

/**
 * A channel's status tells of the last delivery, which may have failed hours ago for a reason that is mended: a bucket
 * that was moved, say. Deliveries come every six hours; a snapshot comes when it is asked for, and tells what holds now.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeliverConfigSnapshot.html
 */
export function freshDeliveries(
  desired: Desired,
  askDelivery: AskDelivery,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): FreshDeliveries {
  const asked = new Map<string, Asked>();
  return {
    async ask(targets, looks) {
      const open = targets.flatMap((target) => {
        const channel = failingAlone(desired, target, looks.get(targetKey(target)));
        return channel && !asked.has(targetKey(target)) ? [{ target, channel }] : [];
      });
      await mapBounded(open, concurrentTargets, async ({ target, channel }) => {
        signal.throwIfAborted();
        const refused = await reasonAgainst(() => askDelivery(target, channel.name));
        const base = { at: clock.now(), before: channel.attemptedAt };
        asked.set(targetKey(target), refused === undefined ? base : { ...base, refused });
      });
    },
    amend(target, look, gaps) {
      const known = asked.get(targetKey(target));
      const channel = known && failingAlone(desired, target, look);
      if (!channel) return gaps;
      const isNews = channel.attemptedAt !== known.before;
      if (isNews) return gaps;
      const pending = known.refused === undefined && clock.now() < known.at + patience;
      const said =
        known.refused === undefined
          ? 'a new delivery was asked for and has not come yet'
          : `no new delivery could be asked for: ${known.refused}`;
      return gaps.map((gap) =>
        gap.thing === 'recorder' ? { ...gap, pending, reason: `${gap.reason}; ${said}` } : gap,
      );
    },
  };
}

/** The channel of a recorder of ours that would be proved, were it not for deliveries that failed. */
function failingAlone(
  desired: Desired,
  target: Target,
  look: TargetLook | undefined,
): ChannelLook | undefined {
  if (!look?.seen || look.recorder?.name !== desired.recorder.name) return undefined;
  const { channel } = look;
  if (channel === undefined || channel === 'not-looked' || channel.failures.length === 0) return undefined;
  const otherwise = judgeTarget(desired, target, { ...look, channel: { ...channel, failures: [] } });
  return otherwise.some(({ thing }) => thing === 'recorder') ? undefined : channel;
}

/** @returns AWS's words where it refused. A gap then stays a gap; what is no answer of AWS ends the run. */
async function reasonAgainst(call: () => Promise<void>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (!(error instanceof OrgSecretsError) || error.code === 'NoCredentials') throw error;
    return error.message;
  }
}
