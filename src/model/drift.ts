import type { DriftedResource } from './made.js';
import type { Difference } from './plan.js';
import type { AccountId, RegionName, Target } from './target.js';

/** How much is looked at, the cheapest first; each sees what the ones before it see. */
export const driftDepths = ['quick', 'standard', 'deep'] as const;

export type DriftDepth = (typeof driftDepths)[number];

interface KindFacts {
  /** The first depth that sees it. */
  readonly depth: DriftDepth;
  readonly what: string;
  /** What `--remediate` does about it, or why it is left to a person. */
  readonly mended: string;
}

/** Every kind of drift, in the order in which reports have them. The guide's table is generated from this. */
export const driftKinds = {
  'trusted-access-lost': {
    depth: 'quick',
    what: 'Trusted access, or the registration of the delegated administrator, is gone.',
    mended: 'Turned on and registered again.',
  },
  'management-roles-changed': {
    depth: 'quick',
    what: 'The stack with the roles of the management account’s StackSets is gone, or of another version.',
    mended: 'Deployed again; where its last deployment failed, a person has to delete it first.',
  },
  'management-roles-unowned': {
    depth: 'quick',
    what: 'The stack with the roles of the management account’s StackSets does not carry our tag: somebody took it off, or somebody else made it.',
    mended:
      'Left: what is not proved to be ours is not touched. The report has the command that puts the tag back.',
  },
  'definition-missing': {
    depth: 'quick',
    what: 'A StackSet is gone.',
    mended: 'Made again, with its instances.',
  },
  'definition-unowned': {
    depth: 'quick',
    what: 'A StackSet of our name does not carry our tag: somebody took it off, or somebody else made it.',
    mended:
      'Left, with all that it deployed: what is not proved to be ours is not touched. The report has the command that puts the tag back.',
  },
  'definition-outdated': {
    depth: 'quick',
    what: 'Template, parameters, tags or settings of a StackSet are not those of this version and org.yaml.',
    mended: 'StackSet and instances are updated, unless that takes something away.',
  },
  'not-covered': {
    depth: 'quick',
    what: 'An account, or a Region of one, should be covered and has nothing of orgsecrets: a new account, mostly.',
    mended: 'Covered, after a look at what is there.',
  },
  surplus: {
    depth: 'quick',
    what: 'Something of orgsecrets is where nothing asks for it: in an account that was excluded, moved away or closed, mostly; or a subscription that is no more in the org.yaml.',
    mended:
      'Forgotten where the account is gone. Elsewhere `orgsecrets apply --allow-destroy` takes it away.',
  },
  'instance-missing': {
    depth: 'quick',
    what: 'A covered account or Region lacks the instance of one StackSet.',
    mended: 'Made.',
  },
  'instance-failed': {
    depth: 'quick',
    what: 'The last operation failed in an instance, or was cancelled before it.',
    mended: 'Tried again.',
  },
  'instance-outdated': {
    depth: 'quick',
    what: 'An instance did not get the last change of its StackSet.',
    mended: 'Brought up to date.',
  },
  'instance-inoperable': {
    depth: 'quick',
    what: 'AWS failed to delete an instance, and leaves it out of every operation since.',
    mended:
      'The StackSet forgets the instance, and makes it again, once its stack is gone; a stack that is still there is left to a person to delete: no role of ours may.',
  },
  'aggregator-missing': {
    depth: 'quick',
    what: 'The aggregator is gone.',
    mended: 'Made again, once the coverage is proved.',
  },
  'aggregator-unowned': {
    depth: 'quick',
    what: 'An aggregator of our name does not use the hub’s role: somebody put it with another one or over single accounts, or somebody else made it.',
    mended:
      'Left: what is not proved to be ours is not touched. Where it was ours, a person deletes it, and `orgsecrets apply` makes it again.',
  },
  'aggregator-changed': {
    depth: 'quick',
    what: 'The aggregator collects from other Regions than it should.',
    mended: 'Put back, once the coverage is proved.',
  },
  'aggregator-source-failing': {
    depth: 'quick',
    what: 'The aggregator can’t collect from an account or Region, or what it has is out of date.',
    mended: 'Left: AWS Config tries again by itself, and its reason says what is in the way.',
  },
  'subscription-missing': {
    depth: 'quick',
    what: 'Somebody who should be told is not subscribed: unsubscribed by a click in a mail, mostly, or never confirmed.',
    mended: 'Subscribed again; whoever reads there has to confirm it.',
  },
  'subscription-changed': {
    depth: 'quick',
    what: 'The filter of a subscription is another one.',
    mended: 'Put back.',
  },
  'recorder-missing': {
    depth: 'standard',
    what: 'The recorder was deleted.',
    mended: 'Put back under its name, with its channel, and started.',
  },
  'recorder-stopped': {
    depth: 'standard',
    what: 'The recorder was stopped.',
    mended: 'Started; one that orgsecrets did not make only where `recorder.adopt` says so.',
  },
  'recorder-changed': {
    depth: 'standard',
    what: 'The recorder records other types, at another frequency, or with another role.',
    mended:
      'Put back while it runs; one that orgsecrets did not make only where `recorder.adopt: extend` says so.',
  },
  'recorder-failing': {
    depth: 'standard',
    what: 'AWS Config says that the recorder fails: its role, mostly.',
    mended: 'Left, but for what makes it fail, where that is a finding of its own.',
  },
  'recorder-replaced': {
    depth: 'standard',
    what: 'Our recorder is gone, and somebody else’s is in its place: a target can’t have two.',
    mended: 'Left: what orgsecrets did not make is not taken away.',
  },
  'channel-missing': {
    depth: 'standard',
    what: 'The delivery channel was deleted.',
    mended: 'Put back under its name, and the recorder started.',
  },
  'channel-changed': {
    depth: 'standard',
    what: 'The delivery channel points elsewhere.',
    mended: 'Pointed back.',
  },
  'channel-failing': {
    depth: 'standard',
    what: 'AWS Config says that its deliveries fail: the policy of the bucket, or a key, mostly.',
    mended: 'Left, but for what makes it fail, where that is a finding of its own.',
  },
  'stack-deleted': {
    depth: 'standard',
    what: 'Somebody deleted a stack in the account, and StackSets does not know; before depth `deep` only that of a recorder is missed.',
    mended: 'The StackSet forgets the instance, and makes it again.',
  },
  'service-role-missing': {
    depth: 'standard',
    what: 'AWSServiceRoleForConfig, with which recorders record, is gone.',
    mended: 'Made again with the instance of its StackSet.',
  },
  'resource-missing': {
    depth: 'deep',
    what: 'Something else that a stack of ours made was deleted: a forwarding rule, a role, one of the management account’s StackSets too, bucket, bus or topic, or the policy of one.',
    mended:
      'Made again by its stack, bucket, bus and topic empty, with the subscriptions of the org.yaml. Left: a key, and what is so in a Region that has a hub of its own.',
  },
  'resource-changed': {
    depth: 'deep',
    what: 'Something else that a stack of ours made was changed: a forwarding rule, a role, the policy of bucket, bus or topic.',
    mended:
      'Made anew by its stack; bucket, key, bus and topic are left, and roles with policies that somebody added, which CloudFormation can’t delete.',
  },
  'rule-missing': {
    depth: 'deep',
    what: 'A rule was deleted.',
    mended: 'Put back under its name.',
  },
  'rule-changed': {
    depth: 'deep',
    what: 'A rule has other parameters, another frequency, or looks at less than every secret.',
    mended: 'Put back under its name; its evaluations stay.',
  },
  'rule-failing': {
    depth: 'deep',
    what: 'AWS Config could not run a rule the last time.',
    mended: 'Left: the reason says what is in the way.',
  },
  'rule-duplicate': {
    depth: 'deep',
    what: 'Somebody made one of the rules a second time under another name: each secret is judged, and paid for, twice. Those of AWS services and conformance packs do not count.',
    mended: 'Left: it is not ours.',
  },
} as const satisfies Readonly<Record<string, KindFacts>>;

export type DriftKind = keyof typeof driftKinds;

export const driftKindNames = Object.keys(driftKinds) as readonly DriftKind[];

/** The kinds that a look of this depth sees. */
export function seenKinds(depth: DriftDepth): readonly DriftKind[] {
  const depths = driftDepths.slice(0, driftDepths.indexOf(depth) + 1);
  return driftKindNames.filter((kind) => depths.includes(driftKinds[kind].depth));
}

/** The kinds that it does not see. */
export function blindKinds(depth: DriftDepth): readonly DriftKind[] {
  const seen = new Set(seenKinds(depth));
  return driftKindNames.filter((kind) => !seen.has(kind));
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
  /** What its stack made, where it is a single resource. */
  readonly resource?: Pick<DriftedResource, 'stackId' | 'logicalId' | 'type' | 'physicalId'>;
  /** `foreign`: orgsecrets did not make it, and changes it only where the org.yaml says so. */
  readonly owner: 'ours' | 'foreign';
  /** What is, in words; AWS's own where there are some. */
  readonly reason: string;
  /** What is and what should be, field by field. */
  readonly differences: readonly Difference[];
  /** What a person can do, where orgsecrets does not mend it. */
  readonly instructions?: string;
  /** What does it, for a shell; of several lines. */
  readonly command?: string;
}

/** Of the last runs that mend drift and looked at a thing. */
export interface TimesMended {
  /** In how many of them it was mended. */
  readonly mended: number;
  /** How many they are: no more than were asked for. */
  readonly runs: number;
}

/** Mended before, and there again: somebody undoes it. */
export interface Contested extends TimesMended {
  /** How many rounds this run had so far, where it is known from them alone. */
  readonly rounds?: number;
  /** What a person can do. */
  readonly instructions: string;
}

/** A finding, and whether orgsecrets mends it. */
export interface MendableFinding extends DriftFinding {
  /** Ids of the actions that do; none: it is left to a person. */
  readonly mendedBy: readonly string[];
  /** Missing: not contested, as far as the records of earlier runs say. */
  readonly contested?: Contested;
}

/** What is wrong with what: the same in every look that finds it. */
export function findingKey({
  kind,
  accountId,
  region,
  thing,
}: Partial<Target> & { readonly kind: DriftKind; readonly thing: string }): string {
  return [kind, accountId, region, thing].join(' ');
}

/** What has drifted, whatever is wrong with it: a recorder that is stopped today and deleted tomorrow is one thing. */
export function thingKey({ accountId, region, thing }: Partial<Target> & { readonly thing: string }): string {
  return [accountId ?? '*', region ?? '*', thing].join('/');
}

/** A place that could not be looked at: never counted as fine. */
export interface UnseenPlace {
  /** Missing: what is seen in no single account. */
  readonly accountId?: AccountId;
  readonly region?: RegionName;
  readonly reason: string;
}
