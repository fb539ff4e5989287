import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';

const guardrail = 'aws-guardrails-BxKqTr';
const administrator = { accountId: '222222222222', region: 'us-east-1' };
const enrolled = ['222222222222', '333333333331', '333333333332'];
const serviceLinked = 'AWSConfigAggregatorForControlTower';

const begin = (change?: (text: string) => string): Promise<CliWorld> =>
  startCliWorld('control-tower', change);
const apply = async (world: CliWorld, ...args: readonly string[]) =>
  (await world.json<ApplyDocument>(['apply', '--auto-approve', ...args])).document;
const planIn = async (world: CliWorld) => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
const recordersIn = (world: CliWorld, accountId: string, region: string) =>
  Object.keys(configState(world.simulator.world, { accountId, region }).recorders);

describe('Control Tower governs some accounts and Regions', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let foreign: Foreign;
  let planned: Plan;
  let applied: ApplyDocument;

  before(async () => {
    world = await begin();
    foreign = foreignIn(world.simulator);
    planned = await planIn(world);
    applied = await apply(world);
  });
  after(() => world.stop());

  it('where it governs, its recorder is adopted and rules alone are made', () => {
    for (const accountId of enrolled) {
      expect(recordersIn(world, accountId, 'us-east-1')).to.deep.equal([
        'aws-controltower-BaselineConfigRecorder',
      ]);
      const gaps = [...applied.coverage.recorder.gaps, ...applied.coverage.rules.gaps];
      expect(gaps.filter((gap) => gap.accountId === accountId && gap.region === 'us-east-1')).to.deep.equal(
        [],
      );
    }
  });

  it('accounts that it does not govern get our recorder, with a warning that they can not be enrolled then', () => {
    expect(recordersIn(world, '333333333333', 'us-east-1')).to.deep.equal(['orgsecrets']);
    expect(recordersIn(world, '333333333333', 'eu-west-1')).to.deep.equal(['orgsecrets']);
    const warning = planned.warnings.find((one) => one.includes("can't be enrolled"));
    expect(warning).to.contain('333333333333').and.not.contain('333333333331');
  });

  it('a control that denies our recorder is reported as that, with its name and what to do', () => {
    const failures = applied.actions.failed
      .filter(({ type }) => type === 'create-instances')
      .flatMap((action) => action.failures);
    expect(failures.map(({ accountId, region }) => `${accountId}/${region}`)).to.have.members(
      enrolled.map((accountId) => `${accountId}/eu-west-1`),
    );
    for (const { reason, instructions } of failures) {
      expect(reason).to.contain('explicit deny in a service control policy');
      expect(instructions).to.contain(guardrail).and.contain('config:PutConfigurationRecorder');
      expect(instructions).to.contain('Control Tower');
    }
    const reasons = applied.coverage.recorder.gaps.map(({ reason }) => reason);
    expect(reasons).to.have.lengthOf(3);
    for (const reason of reasons)
      expect(reason).to.equal(
        'there is no recorder: a service control policy denies config:PutConfigurationRecorder',
      );
  });

  it('a denial in one Region keeps no other Region of the account from its rules', () => {
    expect(applied.coverage.rules.gaps.map(({ region }) => region)).to.deep.equal([
      'eu-west-1',
      'eu-west-1',
      'eu-west-1',
    ]);
  });

  it('its Config administrator account and its aggregator stay; ours is made beside it, in the same account', async () => {
    expect(planned.actions.map(({ type }) => type)).not.to.include('register-delegated-administrator');
    const gaps = enrolled.flatMap((accountId) => ['--accept-gaps', `${accountId}/eu-west-1`]);
    world.editOrg((text) => text.replace('include: [us-east-1, eu-west-1]', 'include: [us-east-1]'));
    const document = await apply(world, '--allow-destroy', ...gaps);
    expect(document.aggregator).to.include({ accountId: '222222222222', status: 'succeeded' });
    const { aggregators } = configState(world.simulator.world, administrator);
    expect(Object.keys(aggregators)).to.have.members([serviceLinked, 'orgsecrets']);
  });

  it('nothing of Control Tower differs afterwards, byte for byte', () => {
    expect(Object.keys(foreign)).to.have.lengthOf(8);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('where the control leaves other Regions open, they get our recorder, with a warning for later', async () => {
    const open = await begin((text) =>
      text.replace(
        '            ArnNotLike: {',
        "            StringEquals: { 'aws:RequestedRegion': us-east-1 }\n            ArnNotLike: {",
      ),
    );
    try {
      const { warnings } = await planIn(open);
      const warning = warnings.find((one) => one.includes('does not govern eu-west-1'));
      expect(warning).to.contain(enrolled.join(', '));
      const document = await apply(open);
      expect(document.outcome).to.equal('done');
      expect(document.coverage.recorder).to.include({ desired: 10, verified: 10 });
      for (const accountId of enrolled)
        expect(recordersIn(open, accountId, 'eu-west-1')).to.deep.equal(['orgsecrets']);
      expect((await apply(open)).calls.mutating).to.equal(0);
    } finally {
      await open.stop();
    }
  });

  it('auto-deployment of recorders is refused, since it would come before an enrolment', async () => {
    world.editOrg((text) => text.replace('stackSets:', 'stackSets:\n  autoDeployment: all'));
    const { exitCode, stderr } = await world.orgsecrets(['plan']);
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('Control Tower');
  });

  it('a recorder of another name with Control Tower’s role is one of its own: it is never changed, whatever the org.yaml allows', async () => {
    const role = 'aws-controltower-ConfigRecorderRole-customer-created';
    const brought = await begin((text) =>
      text
        .replace(
          'warehouse, ou: /Workloads, roles: *execution }',
          `warehouse, ou: /Workloads, roles: [{ name: AWSControlTowerExecution, managedPolicies: [AdministratorAccess] }, { name: ${role}, trust: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: config.amazonaws.com }, Action: 'sts:AssumeRole' }] } }] }`,
        )
        .replace(
          /(accountId: '333333333332'\n {4}region: us-east-1\n {4}name: ).*\n.*\n/,
          `$1default\n    roleArn: arn:aws:iam::333333333332:role/${role}\n    group: { resourceTypes: ['AWS::EC2::Instance'] }\n`,
        ),
    );
    try {
      brought.editOrg((text) => `${text}recorder: { adopt: extend }\n`);
      const before = foreignIn(brought.simulator);
      const { actions, obstacles } = await planIn(brought);
      expect(actions.map(({ type }) => type)).not.to.include('extend-recorder');
      const [obstacle] = obstacles.filter(({ accountId }) => accountId === '333333333332');
      expect(obstacle?.reason).to.contain('recorder default');
      expect(obstacle?.instructions).to.contain('Control Tower');
      await apply(brought);
      expect(recordersIn(brought, '333333333332', 'us-east-1')).to.deep.equal(['default']);
      expect(changedIn(brought.simulator, before)).to.deep.equal([]);
    } finally {
      await brought.stop();
    }
  });

  it('each sign of it is enough: its trusted access, its StackSets, its service control policies', async () => {
    const hidden: readonly (readonly [string, string, string])[] = [
      [', controltower.amazonaws.com]', ']', 'trusted access of controltower.amazonaws.com'],
      ['AWSControlTowerBP-BASELINE-CONFIG', 'Baseline', 'StackSets AWSControlTowerBP-BASELINE-CONFIG'],
      [`name: ${guardrail}`, 'name: NoConfig', `service control policies ${guardrail}`],
    ];
    for (const [, , sign] of hidden) {
      const others = hidden.filter((one) => one[2] !== sign);
      const tower = await begin((text) =>
        others.reduce((changed, [from, to]) => changed.replace(from, to), text),
      );
      try {
        const { checks } = (await tower.json<DoctorDocument>(['doctor'])).document;
        const found = checks.find(({ code }) => code === 'D019');
        expect(found?.reason).to.contain(`found by ${sign}. An account`);
      } finally {
        await tower.stop();
      }
    }
  });
});
