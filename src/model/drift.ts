import type { Difference } from './plan.js';
import type { AccountId, RegionName } from './target.js';

/** How much is looked at, the cheapest first; each sees what the ones before it see. */
export const driftDepths = ['quick', 'standard'] as const;

export type DriftDepth = (typeof driftDepths)[number];

interface KindFacts {
  /** The first depth that sees it. */
  readonly depth: DriftDepth;
  readonly what: string;
}

/** Every kind of drift, in the order in which reports have them. The guide's table is generated from this. */
export const driftKinds = {
  'trusted-access-lost': {
    depth: 'quick',
    what: 'Trusted access, or the registration of the delegated administrator, is gone.',
  },
  'management-roles-changed': {
    depth: 'quick',
    what: 'The stack with the roles of the management account’s StackSets is gone, or of another version.',
  },
  'definition-missing': {
    depth: 'quick',
    what: 'A StackSet is gone.',
  },
  'definition-outdated': {
    depth: 'quick',
    what: 'Template, parameters, tags or settings of a StackSet are not those of this version and org.yaml.',
  },
  'not-covered': {
    depth: 'quick',
    what: 'An account, or a Region of one, should be covered and has nothing of orgsecrets: a new account, mostly.',
  },
  surplus: {
    depth: 'quick',
    what: 'Something of orgsecrets is where nothing asks for it: in an account that was excluded, moved away or closed, mostly.',
  },
  'instance-missing': {
    depth: 'quick',
    what: 'A covered account or Region lacks the instance of one StackSet.',
  },
  'instance-failed': {
    depth: 'quick',
    what: 'The last operation failed in an instance, or was cancelled before it.',
  },
  'instance-outdated': {
    depth: 'quick',
    what: 'An instance did not get the last change of its StackSet.',
  },
  'instance-inoperable': {
    depth: 'quick',
    what: 'AWS failed to delete an instance, and leaves it out of every operation since.',
  },
  'aggregator-missing': {
    depth: 'quick',
    what: 'The aggregator is gone.',
  },
  'aggregator-changed': {
    depth: 'quick',
    what: 'The aggregator collects from other Regions than it should.',
  },
  'aggregator-source-failing': {
    depth: 'quick',
    what: 'The aggregator can’t collect from an account or Region, or what it has is out of date.',
  },
  'recorder-missing': {
    depth: 'standard',
    what: 'The recorder was deleted.',
  },
  'recorder-stopped': {
    depth: 'standard',
    what: 'The recorder was stopped.',
  },
  'recorder-changed': {
    depth: 'standard',
    what: 'The recorder records other types, at another frequency, or with another role.',
  },
  'recorder-failing': {
    depth: 'standard',
    what: 'AWS Config says that the recorder fails: its role, mostly.',
  },
  'recorder-replaced': {
    depth: 'standard',
    what: 'Our recorder is gone, and somebody else’s is in its place: a target can’t have two.',
  },
  'channel-missing': {
    depth: 'standard',
    what: 'The delivery channel was deleted.',
  },
  'channel-changed': {
    depth: 'standard',
    what: 'The delivery channel points elsewhere.',
  },
  'channel-failing': {
    depth: 'standard',
    what: 'AWS Config says that its deliveries fail: the policy of the bucket, or a key, mostly.',
  },
  'stack-deleted': {
    depth: 'standard',
    what: 'Somebody deleted a stack in the account, and StackSets does not know.',
  },
  'service-role-missing': {
    depth: 'standard',
    what: 'AWSServiceRoleForConfig, with which recorders record, is gone.',
  },
} as const satisfies Readonly<Record<string, KindFacts>>;

export type DriftKind = keyof typeof driftKinds;

export const driftKindNames = Object.keys(driftKinds) as readonly DriftKind[];

/** The kinds that a look of this depth does not see. */
export function blindKinds(depth: DriftDepth): readonly DriftKind[] {
  const seen = driftDepths.slice(0, driftDepths.indexOf(depth) + 1);
  return driftKindNames.filter((kind) => !seen.includes(driftKinds[kind].depth));
}

/** A difference between what is and what should be that nobody asked for. */
export interface DriftFinding {
  readonly kind: DriftKind;
  /** Missing: the organization as a whole. */
  readonly accountId?: AccountId;
  /** Missing: every Region of the account. */
  readonly region?: RegionName;
  /** What has drifted: `recorder orgsecrets`, `StackSet orgsecrets-hub`. */
  readonly thing: string;
  /** The StackSet that it belongs to, where it does to one. */
  readonly stackSet?: string;
  /** `foreign`: orgsecrets did not make it, and changes it only where the org.yaml says so. */
  readonly owner: 'ours' | 'foreign';
  /** What is, in words; AWS's own where there are some. */
  readonly reason: string;
  /** What is and what should be, field by field. */
  readonly differences: readonly Difference[];
  /** What a person can do, where orgsecrets does not mend it. */
  readonly instructions?: string;
}

/** A place that could not be looked at: never counted as fine. */
export interface UnseenPlace {
  /** Missing: what is seen in no single account. */
  readonly accountId?: AccountId;
  readonly region?: RegionName;
  readonly reason: string;
}
