import type { World } from '../../kernel/contract.js';
import { configArn, randomId } from './arns.js';
import { seedAggregator } from './seed-aggregators.js';
import type { AggregatorSeed } from './seed-aggregators.js';
import { seedReadings } from './readings.js';
import type { ConfigReadings } from './readings.js';
import { seedRecorded, seedResults } from './seed-recorded.js';
import { complianceRecordingSlot } from './records-compliance.js';
import { normalizeRecordingGroup, normalizeRecordingMode } from './recording-group.js';
import { configState } from './state.js';
import type { Recorder } from './state.js';
import { compact } from './wire.js';

/** The part of a world file that AWS Config reads. */
export interface ConfigSeed {
  readonly recorders: readonly RecorderSeed[];
  readonly rules: readonly RuleSeed[];
  readonly aggregators?: readonly AggregatorSeed[];
  readonly resourceCompliance?: 'recorded' | 'always';
  readonly config?: ConfigReadings;
}

interface RuleSeed {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly identifier: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly frequency?: string | undefined;
}

interface RecorderSeed {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly recording: boolean;
  /** Default: the service-linked role. */
  readonly roleArn?: string | undefined;
  readonly group:
    'all' | { readonly resourceTypes: readonly string[] } | { readonly exclude: readonly string[] };
  readonly includeGlobalResourceTypes: boolean;
  readonly frequency: 'CONTINUOUS' | 'DAILY';
  readonly frequencyOverride?:
    { readonly resourceTypes: readonly string[]; readonly frequency: 'CONTINUOUS' | 'DAILY' } | undefined;
  readonly channel:
    | 'none'
    | {
        readonly name: string;
        readonly bucket: string;
        readonly prefix?: string | undefined;
        readonly topicArn?: string | undefined;
      };
  /** The service whose recorder it is. */
  readonly serviceLinked?: string | undefined;
}

/** Puts the recorders, channels and rules that exist before the first call into the world, with what they recorded. */
export function seed(world: World, file: ConfigSeed): void {
  if (file.config) seedReadings(world, file.config);
  if (file.resourceCompliance === 'always')
    world.state(complianceRecordingSlot, 'world', 'global').always = true;
  for (const entry of file.recorders) seedRecorder(world, entry);
  for (const entry of file.rules) seedRule(world, entry);
  for (const entry of file.aggregators ?? []) seedAggregator(world, entry);
  for (const entry of file.recorders) seedRecorded(world, entry);
}

/** What the rules of the world file found before the first call. */
export function seedFindings(world: World, file: Pick<ConfigSeed, 'rules'>): void {
  const places = new Map(file.rules.map((entry) => [`${entry.accountId}/${entry.region}`, entry]));
  for (const place of places.values()) seedResults(world, place);
}

function seedRule(world: World, entry: RuleSeed): void {
  const { name, identifier, parameters, frequency } = entry;
  const id = `config-rule-${randomId(world, 6)}`;
  const now = world.clock.now();
  configState(world, entry).rules[name] = {
    name,
    arn: configArn(world, entry, `config-rule/${id}`),
    id,
    settings: compact({
      Source: { Owner: 'AWS', SourceIdentifier: identifier },
      InputParameters: Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : undefined,
      MaximumExecutionFrequency: frequency,
      EvaluationModes: [{ Mode: 'DETECTIVE' }],
    }),
    createdAt: now,
    // It was evaluated long ago.
    evaluationRequestedAt: 0,
  };
}

function seedRecorder(world: World, entry: RecorderSeed): void {
  const state = configState(world, entry);
  const now = world.clock.now();
  const recorder: Recorder = {
    name: entry.name,
    arn: configArn(world, entry, `configuration-recorder/${entry.name}/${randomId(world, 16)}`),
    roleARN:
      entry.roleArn ??
      `arn:${world.partition}:iam::${entry.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: groupOf(entry),
    recordingMode: modeOf(entry),
    recordingScope: entry.serviceLinked === undefined ? 'PAID' : 'INTERNAL',
    ...(entry.serviceLinked === undefined ? {} : { servicePrincipal: entry.serviceLinked }),
    recording: entry.recording,
    starts: entry.recording ? 1 : 0,
    ...(entry.recording ? { lastStartTime: now, lastStatus: 'SUCCESS', lastStatusChangeTime: now } : {}),
  };
  state.recorders[entry.name] = recorder;
  if (entry.channel === 'none') return;
  const { name, bucket, prefix, topicArn } = entry.channel;
  state.channel = {
    name,
    settings: {
      name,
      s3BucketName: bucket,
      ...(prefix === undefined ? {} : { s3KeyPrefix: prefix }),
      ...(topicArn === undefined ? {} : { snsTopicARN: topicArn }),
    },
    ...(entry.recording ? { history: { status: 'SUCCESS', attemptTime: now, successTime: now } } : {}),
    ...(entry.recording && topicArn === undefined
      ? { stream: { status: 'NOT_APPLICABLE', attemptTime: now } }
      : {}),
  };
}

function modeOf({ frequency, frequencyOverride: override }: RecorderSeed): Recorder['recordingMode'] {
  return normalizeRecordingMode({
    recordingFrequency: frequency,
    ...(override && {
      recordingModeOverrides: [
        { resourceTypes: [...override.resourceTypes], recordingFrequency: override.frequency },
      ],
    }),
  });
}

function groupOf({ group, includeGlobalResourceTypes }: RecorderSeed): Recorder['recordingGroup'] {
  if (group === 'all') return normalizeRecordingGroup({ allSupported: true, includeGlobalResourceTypes });
  if ('resourceTypes' in group)
    return normalizeRecordingGroup({ allSupported: false, resourceTypes: group.resourceTypes });
  return normalizeRecordingGroup({
    allSupported: false,
    exclusionByResourceTypes: { resourceTypes: group.exclude },
  });
}
