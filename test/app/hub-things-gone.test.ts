import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import type { DriftView } from '../../src/report/types.js';
import { administratorOf, type Disturbed } from '../support/disturb/administrator.js';
import { deleteBucket, deleteTopic } from '../support/disturb/delivery.js';
import { deleteBus } from '../support/disturb/events.js';
import { letDeliveriesPass } from '../support/disturb/on-the-side-of-aws.js';
import { changeTrust, widenRole } from '../support/disturb/roles.js';
import { instanceIn } from '../support/disturb/stack-sets.js';
import { stateOf } from '../support/drift-model/covered-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const hub = { accountId: '222222222222', region: 'us-east-1' };
const bucket = 'orgsecrets-config-222222222222-us-east-1';
const topic = 'arn:aws:sns:us-east-1:222222222222:orgsecrets';
const reader = 'platform@example.org';
const deep = { depth: 'deep', only: [], scope: {} } as const;
const notifying = [
  'NotifyPeriodicRotation',
  'NotifyRotationEnabled',
  'NotifyRotationSuccess',
  'NotifyUnused',
  'NotifyUsingCmk',
];

interface Gone {
  readonly what: string;
  readonly disturb: (simulator: Disturbed) => Promise<void>;
  readonly finds: readonly string[];
  /** What AWS Config notices only later, as it does that all is well again. */
  readonly lingers?: readonly string[];
}

const missing = (...ids: readonly string[]) => ids.map((id) => `resource-missing ${id}`);
const things: readonly Gone[] = [
  {
    what: 'the topic',
    disturb: (simulator) => deleteTopic(simulator, topic),
    finds: missing('Topic', 'TopicPolicy'),
  },
  {
    what: 'the bus',
    disturb: (simulator) => deleteBus(simulator, hub, 'orgsecrets'),
    finds: missing('Bus', 'BusPolicy', ...notifying),
  },
  {
    what: 'the bucket',
    disturb: (simulator) => deleteBucket(simulator, bucket),
    finds: missing('Bucket', 'BucketPolicy'),
  },
  {
    what: 'the bucket, for which deliveries have failed since,',
    disturb: async (simulator) => {
      await deleteBucket(simulator, bucket);
      await letDeliveriesPass(simulator);
    },
    finds: ['channel-failing delivery channel orgsecrets', ...missing('Bucket', 'BucketPolicy')],
    lingers: ['channel-failing delivery channel orgsecrets'],
  },
  {
    what: 'all three',
    disturb: async (simulator) => {
      await deleteTopic(simulator, topic);
      await deleteBus(simulator, hub, 'orgsecrets');
      await deleteBucket(simulator, bucket);
    },
    finds: missing('Topic', 'TopicPolicy', 'Bus', 'BusPolicy', ...notifying, 'Bucket', 'BucketPolicy'),
  },
];

describe('what holds something in the hub, deleted as a whole:', function () {
  this.timeout(60_000);
  let world: InProcess;
  beforeEach(async () => {
    world = await startWorld('small');
    await world.apply();
  });
  afterEach(() => world.stop());

  const look = () => world.with((run) => drift(run, deep));
  const mend = (only: DriftView['only'] = []) =>
    world.with((run) => remediate(run, { ...deep, only, approve: async () => true }));

  for (const { what, disturb, finds, lingers = [] } of things)
    it(`${what} is found, made again with what stands on it, and not found then`, async () => {
      const before = stateOf(world.simulator);
      await disturb(world.simulator);
      expect(told(await look())).to.have.members(finds);
      const mended = await mend();
      expect([mended.remediation?.outcome.outcome, told(mended), mended.unseen]).to.deep.equal([
        'done',
        lingers,
        [],
      ]);
      await letDeliveriesPass(world.simulator);
      const again = await mend();
      expect([told(again), again.calls.mutating]).to.deep.equal([[], 0]);
      expect(stateOf(world.simulator)).to.deep.equal(before);
    });

  it('a bucket that an earlier hub left is a person’s to make again, who is told so', async () => {
    await world.with((run) => destroy(run, { approve: async () => true, deleteBucket: false }));
    await world.apply();
    const before = stateOf(world.simulator);
    await deleteBucket(world.simulator, bucket);
    expect(told(await look())).to.deep.equal(missing('BucketPolicy'));
    const failed = await mend();
    expect(failed.remediation?.outcome.outcome).to.equal('failed');
    const failures = failed.remediation?.outcome.results.flatMap((result) => result.failures) ?? [];
    for (const { instructions } of failures)
      expect(instructions).to.equal(
        'The bucket is gone. Make it again under its name in the delegated administrator account, in its Region, and run again.',
      );
    expect(failures).not.to.deep.equal([]);
    await administratorOf(world.simulator, hub).call('s3', 'CreateBucket', { Bucket: bucket });
    const mended = await mend();
    expect([mended.remediation?.outcome.outcome, told(mended)]).to.deep.equal(['done', []]);
    expect(stateOf(world.simulator)).to.deep.equal(before);
  });

  it('the topic gets the subscriptions of the org.yaml again in the same run', async () => {
    world.editOrg(
      (text) => `${text}notifications: { subscriptions: [{ protocol: email, endpoint: ${reader} }] }\n`,
    );
    await world.apply();
    const subscribed = async () => {
      const { Subscriptions } = await administratorOf(world.simulator, hub).call(
        'sns',
        'ListSubscriptionsByTopic',
        { TopicArn: topic },
      );
      return (Subscriptions as { readonly Endpoint: string }[]).map(({ Endpoint }) => Endpoint);
    };
    expect(await subscribed()).to.deep.equal([reader]);
    await deleteTopic(world.simulator, topic);
    expect(told(await look())).to.include.members(missing('Topic', 'TopicPolicy'));
    const mended = await mend();
    expect([mended.remediation?.outcome.outcome, told(mended), mended.unseen]).to.deep.equal([
      'done',
      [],
      [],
    ]);
    expect(await subscribed()).to.deep.equal([reader]);
  });

  it('the topic is made again with what is on it where only what was changed is asked for', async () => {
    await changeTrust(world.simulator, hub, 'orgsecrets-notify');
    await deleteTopic(world.simulator, topic);
    const mended = await mend(['resource-changed']);
    expect([mended.remediation?.outcome.outcome, told(mended)]).to.deep.equal(['done', []]);
    expect(told(await look())).to.deep.equal([]);
  });

  it('the topic is left, and its stack unharmed, where a role that stands on it can’t be deleted', async () => {
    const before = instanceIn(world.simulator, 'orgsecrets-hub', hub).status;
    await widenRole(world.simulator, hub, 'orgsecrets-notify');
    await deleteTopic(world.simulator, topic);
    const left = await mend();
    expect(told(left)).to.have.members([...missing('Topic', 'TopicPolicy'), 'resource-changed NotifyRole']);
    for (const { instructions } of left.findings)
      expect(instructions).to.contain('Take them from role orgsecrets-notify');
    expect(left.calls.mutating).to.equal(0);
    expect(instanceIn(world.simulator, 'orgsecrets-hub', hub).status).to.equal(before);
  });
});

function told({ findings }: DriftView): readonly string[] {
  return findings.map(({ kind, thing, resource }) => `${kind} ${resource?.logicalId ?? thing}`);
}
