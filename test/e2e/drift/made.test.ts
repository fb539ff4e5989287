import { expect } from 'chai';
import type { DriftKind } from '../../../src/model/drift.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { changeTopicPolicy, deleteBucketPolicy, denyDelivery } from '../../support/disturb/delivery.js';
import { removeBusPolicy } from '../../support/disturb/events.js';
import { detachPolicy } from '../../support/disturb/roles.js';
import { applyTo, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const audit = '222222222222';
const home = 'us-east-1';
const hub = { accountId: audit, region: home };
const bucket = `orgsecrets-config-${audit}-${home}`;
const topic = `arn:aws:sns:${home}:${audit}:orgsecrets`;

interface Round {
  /** What somebody does. */
  readonly disturb: (world: CliWorld['simulator']) => Promise<void>;
  readonly only?: DriftKind;
  /** `KIND ACCOUNT/REGION LOGICALID` */
  readonly finds: readonly `${DriftKind} ${string}`[];
}

const rounds: Readonly<Record<string, Round>> = {
  'the bucket policy, edited': {
    disturb: (world) => denyDelivery(world, bucket),
    finds: [`resource-changed ${audit}/${home} BucketPolicy`],
  },
  'policies of the hub that are gone': {
    disturb: async (world) => {
      await deleteBucketPolicy(world, bucket);
      await removeBusPolicy(world, { ...hub, bus: 'orgsecrets', statement: 'Organization' });
      await changeTopicPolicy(world, topic);
    },
    finds: [
      `resource-missing ${audit}/${home} BucketPolicy`,
      `resource-missing ${audit}/${home} BusPolicy`,
      `resource-changed ${audit}/${home} TopicPolicy`,
    ],
  },
  'the aggregator’s role': {
    disturb: (world) =>
      detachPolicy(world, hub, 'orgsecrets-aggregator', 'service-role/AWSConfigRoleForOrganizations'),
    // Its sources fail too, until AWS Config tries again.
    only: 'resource-changed',
    finds: [`resource-changed ${audit}/${home} AggregatorRole`],
  },
};

describe('drift --depth deep --remediate of what stacks made, on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;

  type Drifted = Ended & { readonly document: DriftDocument };
  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', '--depth', 'deep', '--detailed-exitcode', ...args]);
  const told = (findings: DriftDocument['findings']) =>
    findings.map(
      ({ kind, accountId = '', region = '', resource }) =>
        `${kind} ${accountId}/${region} ${resource?.logicalId ?? ''}`,
    );

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    covered = targetsIn(world.simulator);
  });
  after(() => world.stop());

  for (const [title, { disturb, finds, only }] of Object.entries(rounds))
    it(`finds and mends ${title}, and finds nothing then`, async () => {
      const some = only === undefined ? [] : ['--only', only];
      await disturb(world.simulator);
      const { document, exitCode, stderr } = await drift(...some);
      expect([exitCode, told(document.findings)], stderr).to.deep.equal([2, finds]);
      expect(document.calls.mutating).to.equal(0);

      const mended = await drift('--remediate', '--auto-approve', ...some);
      expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
      expect(mended.document.remediation?.outcome).to.equal('done');
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal(finds);
      expect(mended.document.findings).to.deep.equal([]);
      expectSchema('drift', mended.document);

      const again = await drift('--remediate', '--auto-approve', ...some);
      expect([again.exitCode, again.document.findings, again.document.calls.mutating]).to.deep.equal([
        0,
        [],
        0,
      ]);
      expect(targetsIn(world.simulator)).to.deep.equal(covered);
    });
});
