import type { Call, Shape, Slot, World } from '../../kernel/contract.js';

/** What the last delivery of one kind came to. Times are epoch milliseconds. Absent before the first attempt. */
export interface DeliveryInfo {
  readonly status: 'SUCCESS' | 'FAILURE' | 'NOT_APPLICABLE';
  readonly attemptTime: number;
  readonly successTime?: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

export interface Recorder {
  readonly name: string;
  readonly arn: string;
  roleARN: string;
  recordingGroup: Shape;
  recordingMode: Shape;
  readonly recordingScope: 'INTERNAL' | 'PAID';
  /** Set for service-linked recorders, which no customer may change. */
  readonly servicePrincipal?: string;
  recording: boolean;
  /** How often it was started: tells work in the background whether it still concerns this run. */
  starts: number;
  lastStartTime?: number;
  lastStopTime?: number;
  lastStatus?: 'PENDING' | 'SUCCESS' | 'FAILURE';
  lastStatusChangeTime?: number;
  lastErrorCode?: string;
  lastErrorMessage?: string;
}

export interface DeliveryChannel {
  readonly name: string;
  /** As PutDeliveryChannel gave it. */
  settings: Shape;
  history?: DeliveryInfo;
  snapshot?: DeliveryInfo;
  stream?: DeliveryInfo;
}

export interface ConfigRule {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  /** As PutConfigRule gave it, without name, ARN, id and state. */
  settings: Shape;
  readonly createdAt: number;
  /** When it was last put or asked to evaluate: an evaluation follows. */
  evaluationRequestedAt: number;
  /** When a periodic rule runs next; absent while it has nothing to run for. */
  nextRunAt?: number;
  /** Set while AWS Config deletes its results. */
  deletingSince?: number;
  /** When it was last evaluated, kept where what tells it (the recorder) goes away. */
  evaluatedAt?: number;
  /** Why AWS Config can't evaluate it, and since when; until the rule is put again or asked to evaluate. */
  failure?: Failure;
}

/** Something that goes wrong on AWS's side, for no reason in the world. */
export interface Failure {
  readonly since: number;
  readonly code: string;
  readonly message: string;
}

export interface AggregatorSources {
  readonly accountSources?: readonly Shape[];
  readonly organizationSource?: Shape;
}

/** Accounts that an aggregator takes in together. */
export interface Batch {
  readonly at: number;
  readonly count: number;
  /** The id of its last account; those before it that no earlier batch has are in it. */
  readonly last: string;
}

export interface Aggregator extends AggregatorSources {
  readonly name: string;
  readonly arn: string;
  /** What it aggregated before its last change, which is shown until the data of that change has come. */
  readonly earlier?: AggregatorSources;
  filters?: Shape;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it takes in the accounts of the organization, where it may not take in all of them at once. */
  readonly intake?: readonly Batch[];
  /** Since when its role is seen to be of no use. */
  unusableSince?: number;
  /** AWS Config has deleted what it aggregated, since its role was of no use for a day. */
  dataLost?: boolean;
  /** Sources whose data does not come, `account/Region`, until the aggregator is put again; without a reason: it is old. */
  troubles?: Readonly<Record<string, Failure | 'outdated'>>;
  /** When the role of an aggregator that had lost its data was seen to be usable again. */
  regainedAt?: number;
}

/** AWS Config in one account and Region. */
export interface ConfigState {
  recorders: Record<string, Recorder>;
  channel?: DeliveryChannel;
  rules: Record<string, ConfigRule>;
  aggregators: Record<string, Aggregator>;
  /** By ARN. */
  tags: Record<string, Record<string, string>>;
}

const configSlot: Slot<ConfigState> = {
  name: 'config',
  create: () => ({ recorders: {}, rules: {}, aggregators: {}, tags: {} }),
};

export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export function configState(world: World, place: Place): ConfigState {
  return world.state(configSlot, place.accountId, place.region);
}

/** The recorder that a customer manages: at most one for each account and Region. */
export function customerRecorder(state: ConfigState): Recorder | undefined {
  return Object.values(state.recorders).find((recorder) => recorder.servicePrincipal === undefined);
}

/** The state in the caller's account, in the Region that was called. */
export function stateOf(call: Call): ConfigState {
  return configState(call.world, placeOf(call));
}

export function placeOf(call: Call): Place {
  return { accountId: call.caller.accountId, region: call.region };
}
