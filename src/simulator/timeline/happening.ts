import type { ServiceName, Shape, World } from '../kernel/contract.js';
import type { Place } from '../services/config/state.js';

/** Something that the world file says happens to a resource. */
export interface Happening extends Place {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who does it: a user, or a role and a session like `deployer/jane`. */
  readonly by: string | undefined;
  /** As AWS Config names the type of the resource. */
  readonly type: string;
  /** Lets it happen, and tells the resource's id; undefined where there is no such resource (any more). */
  readonly happen: (world: World) => string | undefined;
  /** The calls by which somebody would have done it, for CloudTrail. */
  readonly calls: (id: string) => readonly HappeningCall[];
}

export interface HappeningCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Shape;
}

/** The ARN of who does it. */
export function callerArn(world: World, accountId: string, by: string | undefined): string {
  if (by === undefined) return `arn:${world.partition}:iam::${accountId}:root`;
  return by.includes('/')
    ? `arn:${world.partition}:sts::${accountId}:assumed-role/${by}`
    : `arn:${world.partition}:iam::${accountId}:user/${by}`;
}

/** Tags after some were added and others removed. */
export function retagged(
  tags: Readonly<Record<string, string>>,
  { tag = {}, untag = [] }: { tag?: Readonly<Record<string, string>>; untag?: readonly string[] },
): Record<string, string> {
  const kept = Object.entries({ ...tags, ...tag }).filter(([key]) => !untag.includes(key));
  return Object.fromEntries(kept);
}
