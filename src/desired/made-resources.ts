import type { StackSetKind, TemplateName } from '../model/desired.js';
import type { HubGroup } from '../model/plan.js';
import type { Parameters } from './parameters.js';

interface MadeResource {
  readonly type: string;
  /** What it is made anew with, in the hub; missing: it is never made anew, or is another template's. */
  readonly group?: HubGroup;
  /** The parameters with which it is made; missing: always. */
  readonly where?: (parameters: Parameters) => boolean;
}

const notify = ({ Notifications }: Parameters) => Notifications === 'true';
const notifyRule = { type: 'AWS::Events::Rule', group: 'notifications', where: notify } as const;
const role = { type: 'AWS::IAM::Role' } as const;

/** The parameter of `templates/hub.yaml` that leaves a group out. */
export const rebuildParameters: Readonly<Record<HubGroup, string>> = {
  delivery: 'RebuildDelivery',
  notifications: 'RebuildNotifications',
  aggregation: 'RebuildAggregation',
  bucket: 'RebuildBucket',
  bus: 'RebuildBus',
  topic: 'RebuildTopic',
};

/** The groups that hold something, each with the one that stands on it, and is left out with it. */
const holders: Partial<Readonly<Record<HubGroup, HubGroup>>> = {
  bucket: 'delivery',
  bus: 'notifications',
  topic: 'notifications',
};

/** Would something be lost with it if it were made anew while it is there? */
export function isHolder(group: HubGroup): boolean {
  return holders[group] !== undefined;
}

/** What the template leaves out together with the group, the group among it. */
export function leftOutWith(group: HubGroup): readonly HubGroup[] {
  const standing = holders[group];
  return standing === undefined ? [group] : [group, standing];
}

/**
 * What stacks of the kinds make whose drift CloudFormation detects, by the names of their templates. Recorders and rules
 * are looked at by AWS Config's own API.
 */
const madeResources: Partial<Readonly<Record<TemplateName, Readonly<Record<string, MadeResource>>>>> = {
  hub: {
    Bucket: {
      type: 'AWS::S3::Bucket',
      group: 'bucket',
      where: ({ CreateBucket }) => CreateBucket === 'true',
    },
    BucketPolicy: {
      type: 'AWS::S3::BucketPolicy',
      group: 'delivery',
      where: ({ CreateBucket }) => CreateBucket !== 'false',
    },
    Bus: { type: 'AWS::Events::EventBus', group: 'bus', where: notify },
    BusPolicy: { type: 'AWS::Events::EventBusPolicy', group: 'notifications', where: notify },
    NotifyRotationEnabled: notifyRule,
    NotifyRotationSuccess: notifyRule,
    NotifyPeriodicRotation: notifyRule,
    NotifyUnused: notifyRule,
    NotifyUsingCmk: notifyRule,
    NotifyRole: { ...role, group: 'notifications', where: notify },
    Key: { type: 'AWS::KMS::Key', where: notify },
    KeyAlias: { type: 'AWS::KMS::Alias', where: notify },
    Topic: { type: 'AWS::SNS::Topic', group: 'topic', where: notify },
    TopicPolicy: { type: 'AWS::SNS::TopicPolicy', group: 'notifications', where: notify },
    AggregatorRole: { ...role, group: 'aggregation' },
    AggregatorAdmin: { ...role, group: 'aggregation' },
  },
  member: {
    Look: role,
    Mend: role,
    Extend: { ...role, where: ({ ExtendRole }) => ExtendRole !== 'false' },
    Forward: { ...role, where: ({ HubBusArns }) => HubBusArns !== '' },
    Recorder: { ...role, where: ({ RecorderRole }) => RecorderRole === 'dedicated' },
  },
  bucket: {
    Bucket: { type: 'AWS::S3::Bucket', where: ({ CreateBucket }) => CreateBucket === 'true' },
    BucketPolicy: { type: 'AWS::S3::BucketPolicy' },
  },
  notify: {
    Bus: { type: 'AWS::Events::EventBus' },
    BusPolicy: { type: 'AWS::Events::EventBusPolicy' },
    NotifyRotationEnabled: { type: 'AWS::Events::Rule' },
    NotifyRotationSuccess: { type: 'AWS::Events::Rule' },
    NotifyPeriodicRotation: { type: 'AWS::Events::Rule' },
    NotifyUnused: { type: 'AWS::Events::Rule' },
    NotifyUsingCmk: { type: 'AWS::Events::Rule' },
    Key: { type: 'AWS::KMS::Key' },
    KeyAlias: { type: 'AWS::KMS::Alias' },
    Topic: { type: 'AWS::SNS::Topic' },
    TopicPolicy: { type: 'AWS::SNS::TopicPolicy' },
  },
  forward: { ForwardRule: { type: 'AWS::Events::Rule' } },
  'management-roles': { Administration: role, Execution: role },
};

/** Whether CloudFormation is asked whether what stacks of the kind made has drifted. */
export function isDetected(kind: StackSetKind): boolean {
  return madeResources[kind] !== undefined;
}

/** The group of the hub that a resource is made anew with; `undefined`: none. */
export function hubGroupOf(logicalId: string): HubGroup | undefined {
  return madeResources.hub?.[logicalId]?.group;
}

/** Names and types of the resources that a stack makes with these parameters. */
export function madeBy(
  kind: TemplateName,
  parameters: Parameters,
): readonly { readonly logicalId: string; readonly type: string }[] {
  return Object.entries(madeResources[kind] ?? {})
    .filter(([, { where }]) => where?.(parameters) ?? true)
    .map(([logicalId, { type }]) => ({ logicalId, type }));
}

/** What a stack makes and is not among what could be looked at: of a type that drift detection does not know. */
export function uncheckedOf(
  kind: TemplateName,
  parameters: Parameters,
  checked: readonly { readonly logicalId: string }[],
): readonly string[] {
  const ids = new Set(checked.map(({ logicalId }) => logicalId));
  return madeBy(kind, parameters)
    .filter(({ logicalId }) => !ids.has(logicalId))
    .map(({ logicalId, type }) => `${type} ${logicalId}`);
}
