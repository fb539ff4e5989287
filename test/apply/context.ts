import type { ApplyContext } from '../../src/apply/context.js';
import type { Template, TemplateName, Templates } from '../../src/model/desired.js';
import type { Event } from '../../src/model/events.js';
import { targetKey } from '../../src/model/target.js';
import { Proof } from '../../src/verify/proof.js';
import { provedTarget, smallDesired } from '../support/desired.js';
import { InstantClock } from '../support/instant-clock.js';
import { FakeBucket } from './fake-bucket.js';
import { FakeCloudFormation } from './fake-cloudformation.js';

const names: readonly TemplateName[] = [
  'member',
  'slr',
  'recorder',
  'rules',
  'forward',
  'hub',
  'notify',
  'bucket',
  'management-roles',
];
const templates = Object.fromEntries(
  names.map((name): [TemplateName, Template] => [name, { name, body: '', digest: 'digest-1' }]),
) as Templates;

/** What happened besides StackSet operations. */
export interface Recorded {
  readonly cloudFormation: FakeCloudFormation;
  readonly bucket: FakeBucket;
  readonly calls: string[];
  readonly events: Event[];
  readonly clock: InstantClock;
  readonly controller: AbortController;
}

export function applyContext(changes: Partial<ApplyContext> = {}): {
  context: ApplyContext;
  recorded: Recorded;
} {
  const cloudFormation = new FakeCloudFormation();
  const bucket = new FakeBucket();
  const clock = new InstantClock();
  const controller = new AbortController();
  const calls: string[] = [];
  const events: Event[] = [];
  const record =
    <T>(name: string, answer: T) =>
    async (...given: readonly unknown[]): Promise<T> => {
      calls.push(`${name} ${given.map((value) => JSON.stringify(value)).join(' ')}`);
      return answer;
    };
  const context: ApplyContext = {
    desired: smallDesired(),
    templates,
    ports: {
      sessions: { renew: (accountId) => calls.push(`renew ${accountId}`) },
      stackSets: cloudFormation,
      driftDetection: {
        detect: record('detect', 'started' as const),
        drifted: record('drifted', []),
        resources: record('resources', []),
        ofStack: {
          detect: record('detectInStack', 'detection'),
          ended: record('detectionEnded', { failure: undefined }),
          resources: record('resourcesOfStack', []),
        },
      },
      stacks: {
        describeStack: record('describeStack', undefined),
        createStack: record('createStack', 'started' as const),
        updateStack: record('updateStack', 'started' as const),
        deleteStack: record('deleteStack', undefined),
      },
      organization: {
        enableTrustedAccess: record('enableTrustedAccess', undefined),
        registerDelegatedAdministrator: record('registerDelegatedAdministrator', undefined),
      },
      config: {
        startRecorder: record('startRecorder', undefined),
        putRecorder: record('putRecorder', undefined),
        putRules: record('putRules', undefined),
        extendRecorder: record('extendRecorder', undefined),
        deliverSnapshot: record('deliverSnapshot', undefined),
        putAggregator: record('putAggregator', 'arn:aggregator'),
        deleteAggregator: record('deleteAggregator', undefined),
      },
      subscriptions: {
        put: record('putSubscription', undefined),
        delete: record('deleteSubscription', undefined),
      },
      bucket: async () => bucket,
    },
    preferences: {
      maxConcurrentPercentage: 100,
      failureTolerancePercentage: 100,
    },
    clock,
    emit: (event) => events.push(event),
    signal: controller.signal,
    deadline: clock.now() + 60 * 60_000,
    pollInterval: 10_000,
    lookAt: async (targets) => new Map(targets.map((target) => [targetKey(target), provedTarget])),
    isTriedAgain: () => false,
    proveCoverage: async () => Proof.of([], []),
    proveRemoval: async () => [],
    ...changes,
  };
  return { context, recorded: { cloudFormation, bucket, calls, events, clock, controller } };
}
