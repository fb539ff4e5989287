import { expect } from 'chai';
import { ruleNames } from '../../../src/model/catalog.js';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { all, appliedAgain, applyTo, leftOut, nothingToDo, targetsIn } from '../../support/real-life.js';
import { becomes, mailOf, subscribeMail } from '../notifications/support.js';

const accounts = ['111111111111', '222222222222', '300000000001', '300000000002'];
const regions = ['us-gov-east-1', 'us-gov-west-1'];

/** A policy that denies AWS Config to all but the roles that act for us, which it names by ARNs of a partition. */
const frozen = (partition: string) => `
serviceControlPolicies:
  - name: FrozenConfig
    targets: [/Workloads]
    document:
      Version: '2012-10-17'
      Statement:
        - Effect: Deny
          Action: 'config:*'
          Resource: '*'
          Condition:
            ArnNotLike:
              aws:PrincipalArn: ['arn:${partition}:iam::*:role/stacksets-exec-*', 'arn:${partition}:iam::*:role/orgsecrets-*', 'arn:${partition}:iam::*:role/OrganizationAccountAccessRole']
`;

describe('An organization in AWS GovCloud (US)', function () {
  this.timeout(60_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('partition-govcloud');
  });
  after(() => world.stop());

  it('the plan forwards events of both Regions to one hub, as AWS allows since June 2022', async () => {
    const { stdout } = await world.orgsecrets(['plan']);
    expect(stdout).to.contain('2 StackSets orgsecrets-forward-<region>');
    expect(stdout).not.to.contain('notified').and.not.to.contain('orgsecrets-notify');
  });

  it('everything is covered in both Regions, with the partition’s own ARNs', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({});
    expect(targetsIn(world.simulator)).to.deep.equal(
      all(accounts.flatMap((account) => regions.map((region) => `${account}/${region}`))),
    );
    expect(document.aggregator.arn).to.match(/^arn:aws-us-gov:config:us-gov-west-1:222222222222:/);
    expect(JSON.stringify(world.simulator.snapshot())).not.to.match(
      /arn:aws:(?!iam::aws:policy|organizations::aws:)/,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('messages of every target, of the other Region too, reach the hub’s topic', async () => {
    const { simulator } = world;
    const reader = 'reader@example.com';
    await subscribeMail(simulator, reader, { accountId: '222222222222', region: 'us-gov-west-1' });
    for (const region of regions)
      for (const accountId of accounts)
        becomes(simulator, 'NON_COMPLIANT', { accountId, region }, ruleNames[0]);
    await simulator.clock.sleep(60_000);
    const places = mailOf(simulator, reader).map((text) => /In account (\d+), (\S+),/.exec(text)?.slice(1));
    expect(places).to.have.deep.members(
      regions.flatMap((region) => accounts.map((accountId) => [accountId, region])),
    );
  });

  it('a Region that is to keep its messages gets a topic of its own, and they reach that alone', async () => {
    const { simulator } = world;
    world.editOrg((text) => `${text}\nnotifications:\n  regionalTopics: [us-gov-east-1]\n`);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    const east = { accountId: '222222222222', region: 'us-gov-east-1' };
    await subscribeMail(simulator, 'east@example.com', east);
    const before = mailOf(simulator, 'reader@example.com').length;
    becomes(simulator, 'NON_COMPLIANT', { ...east, accountId: '300000000001' }, ruleNames[0]);
    await simulator.clock.sleep(60_000);
    expect(mailOf(simulator, 'east@example.com')).to.have.length(1);
    expect(mailOf(simulator, 'reader@example.com')).to.have.length(before);
  });

  it('Account Management, which the partition does not have, is never called', () => {
    expect(world.simulator.log.filter(({ service }) => service === 'account')).to.deep.equal([]);
  });

  it('doctor judges a service control policy by the partition’s ARNs: one of another partition exempts nobody', async () => {
    const denied = await startCliWorld('partition-govcloud', (text) => `${text}${frozen('aws')}`);
    const exempted = await startCliWorld('partition-govcloud', (text) => `${text}${frozen('aws-us-gov')}`);
    const check = async (one: CliWorld) => {
      const { document } = await one.json<DoctorDocument>(['doctor']);
      return document.checks.find(({ code }) => code === 'D015');
    };
    try {
      const found = await check(denied);
      expect(found).to.include({ verdict: 'failed' });
      expect(found?.reason).to.contain('to orgsecrets-look, orgsecrets-mend, stacksets-exec-* in 2 covered');
      expect(found?.mend).to.contain('"arn:aws-us-gov:iam::*:role/stacksets-exec-*"');
      expect(await check(exempted)).to.include({ verdict: 'ok' });
      expect((await applyTo(exempted)).document.outcome).to.equal('done');
    } finally {
      await denied.stop();
      await exempted.stop();
    }
  });
});
