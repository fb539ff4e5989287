import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import { doctor } from '../../src/app/doctor/doctor.js';
import { loadRun } from '../../src/app/load.js';
import { drift } from '../../src/app/drift.js';
import { history } from '../../src/app/history.js';
import { plan } from '../../src/app/plan.js';
import { notify } from '../../src/app/notify.js';
import { report } from '../../src/app/report.js';
import { accounts } from '../../src/app/accounts.js';
import { status } from '../../src/app/status.js';
import { bucketSessionPolicy } from '../../src/aws/session-policy.js';
import { noFilters } from '../../src/findings/filter.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { administratorOf } from '../support/disturb/administrator.js';
import { deleteRecorder } from '../support/disturb/recorder.js';
import { deleteRole } from '../support/disturb/roles.js';
import { environmentOf, root, startWorld, type InProcess } from '../support/in-process.js';
import { watchPermissions, type PermissionsUsed } from '../support/permissions-used.js';

const handlers = 'CloudFormation’s handler of the resource type calls it at AWS; the simulator’s does not';
const untagging = 'undoes a tag or a property that a template no longer has';

/** What no run here uses, by patterns of `role/policy › statement › action`, and why it is there all the same. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^session ReadConfig › ListSecrets/, 'the account’s own role has it; used where no such role exists yet'],
  [/^orgsecrets-aggregator-admin.*TagResource/, 'AWS asks for it where an aggregator is put with tags'],
  [
    /^orgsecrets-aggregator-admin.*UseTopicKey.*Decrypt/,
    'SNS asks it of publishers too, the simulator does not',
  ],
  [/^orgsecrets-aggregator-admin.*ReadHubStack/, 'drift of the hub is looked at with it'],
  [/^orgsecrets-aggregator-admin.*ReadQuotas/, 'asked only for more accounts than a week takes'],
  [
    /^session Read(Aggregators|Subscriptions)/,
    'the hub’s own role has it; used where no such role exists yet',
  ],
  [/^orgsecrets-mend/, 'drift is mended with it'],
  [/^orgsecrets-(forward|notify)/, 'EventBridge takes this role, not orgsecrets'],
  [/^orgsecrets-recorder.*ListBucket/, 'AWS Config looks for the bucket with it'],
  [
    /^orgsecrets-stackset-execution\/stacks/,
    'StackSets itself reads the template and hears of the stack with it',
  ],
  [/^orgsecrets-stackset-execution\/resources.*(Describe|Get|List|Tag|Untag)/, handlers],
  [/^orgsecrets-stackset-execution\/resources.*(Update|Detach)/, untagging],
  [/^orgsecrets-operator.*RolesOfThatStack.*(Untag|Update|Get|List)/, untagging],
  [/^orgsecrets-operator.*RoleOfStackSets.*GetRole/, handlers],
  [
    /^orgsecrets-operator.*ListTargetsForPolicy/,
    'doctor asks where a service control policy denies what is needed',
  ],
  [
    /^orgsecrets-pipeline.*(ListAccountsForParent|ListParents|ListRegions|DescribeStackInstance|StackSetOperation)/,
    'asked only of opt-in Regions, of left out rules, of operations under way: the operator’s runs here show that',
  ],
];

describe('promise 8: the shipped policies are enough, and nothing in them is unused', function () {
  this.timeout(180_000);
  let watch: PermissionsUsed;
  const offered = new Set<string>();

  before(async () => {
    watch = watchPermissions();
    for (const file of ['look-session', 'aggregator-admin-session'])
      for (const part of watch.offeredTo(readFileSync(join(root, 'policies', `${file}.json`), 'utf8')))
        offered.add(part);
    for (const part of watch.offeredTo(
      bucketSessionPolicy('aws', 'orgsecrets-config-222222222222-us-east-1'),
    ))
      offered.add(part);
  });
  after(() => watch.stop());

  async function applied(world: InProcess): Promise<string> {
    const { outcome } = await world.apply({ allowDestroy: true });
    for (const part of watch.offeredIn(world.simulator.world)) offered.add(part);
    const refused = world.simulator.log.filter(({ error }) => error === 'AccessDenied');
    // Doors that are tried one after the other may be closed; nothing else may.
    expect(refused.filter(({ operation }) => operation !== 'AssumeRole')).to.deep.equal([]);
    return outcome.outcome;
  }

  it('lets the operator do everything, from doctor to destroy', async () => {
    const world = await startWorld('small', (text) => text + secret);
    try {
      await doctor(world.load());
      await world.with(plan);
      expect(await applied(world)).to.equal('done');
      await world.with(status);
      await world.with((run) => accounts(run, { prove: true }));
      const secretOfShop = { secret: 'one', account: '333333333333', region: 'eu-central-1' };
      expect((await world.with((run) => history(run, secretOfShop))).history.entries).to.have.lengthOf(1);
      // Rules evaluate, and the aggregator hears of it: without results nothing is asked rule by rule.
      await world.simulator.clock.sleep(3_600_000);
      const choices = { filters: noFilters, groupBy: undefined, failOn: [], deep: true };
      await world.with((run) => report(run, choices));
      for (const outcome of ['sent', 'nothing-new'])
        expect((await world.with((run) => notify(run, { dryRun: false }))).sent?.outcome).to.equal(outcome);
      await doctor(world.load());
      const shop = { accountId: '333333333333', region: 'eu-central-1' };
      configState(world.simulator.world, shop).recorders.orgsecrets!.recording = false;
      expect(await applied(world), 'a recorder that was stopped').to.equal('done');
      const queue = 'arn:aws:sqs:us-east-1:222222222222:findings';
      const told = (severity: string): string =>
        `notifications: { subscriptions: [{ protocol: sqs, endpoint: '${queue}', severities: [${severity}] }] }\n`;
      world.editOrg((text) => `${text}${told('high')}`);
      expect(await applied(world), 'a subscription').to.equal('done');
      await world.with(status);
      world.editOrg((text) => text.replace(told('high'), told('low')));
      expect(await applied(world), 'another filter').to.equal('done');
      world.editOrg((text) => text.replace(told('low'), ''));
      expect(await applied(world), 'nobody any more').to.equal('done');
      world.editOrg((text) => `${text}tags: { team: security }\n`);
      expect(await applied(world), 'other tags').to.equal('done');
      world.editOrg((text) => text.replace('tags: { team: security }\n', ''));
      expect(await applied(world), 'no such tag any more').to.equal('done');
      world.editOrg((text) => text.replace('- id:', "- id: '333333333333'\n      reason: left\n    - id:"));
      expect(await applied(world), 'an account less').to.equal('done');
      const { outcome } = await world.with((run) =>
        destroy(run, { approve: async () => true, deleteBucket: true }),
      );
      expect(outcome).to.equal('done');
    } finally {
      await world.stop();
    }
  });

  it('lets it look for drift, and through what stands in where our role is gone', async () => {
    const world = await startWorld('small');
    try {
      await applied(world);
      for (const accountId of ['111111111111', '222222222222', '333333333333']) {
        const here = { accountId, region: 'us-east-1' };
        if (accountId !== '222222222222') await deleteRole(world.simulator, here, 'orgsecrets-look');
        await deleteRecorder(world.simulator, here);
        await administratorOf(world.simulator, here).call('config', 'DeleteDeliveryChannel', {
          DeliveryChannelName: 'orgsecrets',
        });
      }
      const { findings, unseen } = await world.with((run) =>
        drift(run, { depth: 'deep', only: [], scope: {} }),
      );
      expect(unseen).to.deep.equal([]);
      expect(findings.map(({ kind }) => kind)).to.have.members([
        ...['recorder-missing', 'recorder-missing', 'recorder-missing'],
        ...['channel-missing', 'channel-missing', 'channel-missing'],
        ...['resource-missing', 'resource-missing'],
      ]);
    } finally {
      await world.stop();
    }
  });

  it('lets a pipeline that only looks plan, look for drift, show what is covered, and report', async () => {
    const world = await startWorld('small', (text) =>
      text.replace('principals:\n', `principals:\n${pipeline}`),
    );
    try {
      world.editOrg((text) =>
        text.replace('callers: [', `callers: [arn:aws:iam::111111111111:role/orgsecrets-pipeline, `),
      );
      await applied(world);
      const run = await loadRun({ ...world.load(), env: environmentOf(world.simulator, 'pipeline') });
      const before = world.simulator.log.length;
      const { actions, lookLater } = (await plan(run)).plan;
      expect([actions, lookLater]).to.deep.equal([[], []]);
      await status(run);
      await report(run, { filters: noFilters, groupBy: undefined, failOn: [], deep: false });
      await deleteRecorder(world.simulator, { accountId: '111111111111', region: 'us-east-1' });
      const { findings, unseen } = await drift(run, { depth: 'standard', only: [], scope: {} });
      expect([findings.map(({ kind }) => kind), unseen]).to.deep.equal([['recorder-missing'], []]);
      const narrow = { accounts: new Set(['333333333333']) };
      expect((await drift(run, { depth: 'standard', only: [], scope: narrow })).unseen).to.deep.equal([]);
      run.aws.close();
      const refused = world.simulator.log.slice(before).filter(({ error }) => error === 'AccessDenied');
      expect(refused).to.deep.equal([]);
    } finally {
      await world.stop();
    }
  });

  it('lets it extend the recorders of others where the org.yaml says so', async () => {
    const world = await startWorld('foreign-recorders');
    try {
      world.editOrg((text) => text.replace('adopt: as-is', 'adopt: extend\n  role: dedicated'));
      await applied(world);
    } finally {
      await world.stop();
    }
  });

  it('lets it bring a rule back that was adopted and is gone', async () => {
    const world = await startWorld('foreign-rules');
    const rulesIn = (region: string) =>
      configState(world.simulator.world, { accountId: '333333333331', region }).rules;
    try {
      for (const name of Object.keys(rulesIn('eu-west-1'))) delete rulesIn('eu-west-1')[name];
      await applied(world);
      delete rulesIn('us-east-1')['secretsmanager-using-cmk'];
      expect(await applied(world)).to.equal('done');
      expect(Object.keys(rulesIn('us-east-1'))).to.have.lengthOf(5);
    } finally {
      await world.stop();
    }
  });

  it('lets it cover opt-in Regions', async () => {
    const world = await startWorld('acme');
    try {
      expect(await applied(world)).to.equal('done');
    } finally {
      await world.stop();
    }
  });

  it('holds nothing that none of this used, but for what is named here with its reason', () => {
    const unused = [...offered].filter((part) => !watch.used.has(part));
    expect(offered.size).to.be.greaterThan(150);
    expect(unused.filter((part) => !reasons.some(([pattern]) => pattern.test(part)))).to.deep.equal([]);
    // A reason that nothing needs any more hides what comes next.
    const idle = reasons.filter(([pattern]) => !unused.some((part) => pattern.test(part)));
    expect(idle.map(([pattern]) => String(pattern))).to.deep.equal([]);
  });
});

const secret = `secrets: [{ accountId: '333333333333', region: eu-central-1, name: one }]\n`;
const pipeline = `  pipeline: { accountId: '111111111111', type: role, name: orgsecrets-pipeline, policies: [policies/caller-look.json] }\n`;
