import { expect } from 'chai';
import { configState, type Aggregator } from '../../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import {
  all,
  appliedAgain,
  applyTo,
  byHand,
  leftOut,
  nothingToDo,
  targetsIn,
} from '../../support/real-life.js';
import { isOutsideChange } from '../../support/outside-change.js';

const configService = 'config.amazonaws.com';
const audit = { accountId: '222222222222', region: 'us-east-1' };
const ours = `  - { accountId: '${audit.accountId}', services: [${configService}] }\n`;
const members = ['222222222222', '333333333333', '444444444444', '555555555555'];
const places = (accounts: readonly string[]) =>
  accounts.flatMap((id) => [`${id}/eu-west-1`, `${id}/us-east-1`]);

/** Instead of the account of the org.yaml, these administer AWS Config. */
const administeredBy =
  (...ids: readonly string[]) =>
  (text: string) =>
    text.replace(ours, ids.map((id) => ours.replace(audit.accountId, id)).join(''));
/** The tooling account, which administers StackSets, runs the tool. */
const calledFromTooling = (text: string) =>
  text.replace(
    /(operator:\n    accountId: )'1{12}'([^[]*)\[policies\/caller/,
    "$1'444444444444'$2[policies/caller-delegated-administrator",
  );
const callingFromTooling = (more: string) => (text: string) =>
  text.replace(
    /  callers: .*/,
    `  caller: delegated-administrator\n${more}  callers: [arn:aws:iam::444444444444:role/orgsecrets-operator]`,
  );

describe('Delegated administrators are registered already', function () {
  this.timeout(120_000);
  let world: CliWorld;
  afterEach(() => world.stop());

  const administrators = async (): Promise<readonly string[]> => {
    const answer = await byHand(world, 'organizations', 'ListDelegatedAdministrators', {
      ServicePrincipal: configService,
    });
    return (answer['DelegatedAdministrators'] as readonly { Id: string }[]).map(({ Id }) => Id).sort();
  };
  const changes = () => world.simulator.log.filter(isOutsideChange);
  const called = (operation: string) => changes().filter((call) => call.operation === operation);
  const put = (name: string, source: Partial<Aggregator>) => {
    const now = world.simulator.world.clock.now();
    configState(world.simulator.world, audit).aggregators[name] = {
      name,
      arn: `arn:aws:config:us-east-1:${audit.accountId}:config-aggregator/config-aggregator-a1b2c3d4`,
      createdAt: now,
      updatedAt: now,
      ...source,
    };
  };

  it('the account of the org.yaml administers AWS Config: it is reused, and nothing is registered', async () => {
    world = await startCliWorld('delegated-administrators');
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(['111111111111', ...members])));
    expect(called('RegisterDelegatedAdministrator')).to.deep.equal([]);
    expect(await administrators()).to.deep.equal([audit.accountId]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('several others administer it: they stay, the plan says so, and the account of the org.yaml is added', async () => {
    world = await startCliWorld('delegated-administrators', administeredBy('333333333333', '555555555555'));
    const planned = await world.orgsecrets(['plan']);
    expect(planned.stdout.replace(/\s+/g, ' ')).to.contain(
      'other delegated administrators, 333333333333, 555555555555: they stay, 222222222222 is added',
    );
    const { document } = await applyTo(world);
    expect(document.outcome).to.equal('done');
    expect(document.aggregator).to.include({ accountId: audit.accountId, status: 'succeeded' });
    expect(await administrators()).to.deep.equal([audit.accountId, '333333333333', '555555555555']);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('the quota is full: AWS takes no further one, the plan says so, all but the aggregator is done, and the failure names the way out', async () => {
    const three = ['333333333333', '444444444444', '555555555555'];
    world = await startCliWorld('delegated-administrators', administeredBy(...three));
    const planned = (await world.orgsecrets(['plan'])).stdout.replace(/\s+/g, ' ');
    expect(planned).to.contain('555555555555, and AWS takes no more than 3: adding 222222222222 will fail');
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([1, 'failed']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(['111111111111', ...members])));
    const [failed, ...more] = document.actions.failed;
    expect([failed?.id, more]).to.deep.equal([
      `register-delegated-administrator/${configService}/${audit.accountId}`,
      [],
    ]);
    expect(failed?.failures[0]?.reason).to.contain(
      'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED: ConstraintViolationException: You have reached',
    );
    expect(failed?.failures[0]?.instructions).to.contain('deregister-delegated-administrator');
    expect(document.aggregator.status).to.equal('absent');
    expect(await administrators()).to.deep.equal(three);
    await byHand(world, 'organizations', 'DeregisterDelegatedAdministrator', {
      AccountId: '333333333333',
      ServicePrincipal: configService,
    });
    expect((await applyTo(world)).document.outcome).to.equal('done');
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('the StackSets administrator runs it: as one, and the management account is an exclusion with its reason', async () => {
    world = await startCliWorld('delegated-administrators', calledFromTooling);
    world.editOrg(callingFromTooling(''));
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(members)));
    expect(leftOut(document)).to.have.all.keys('111111111111');
    const made = called('CreateStackSet');
    expect(new Set(made.map(({ input }) => input['CallAs']))).to.deep.equal(new Set(['DELEGATED_ADMIN']));
    expect(changes().filter(({ accountId }) => accountId === '111111111111')).to.deep.equal([]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('the StackSets administrator runs it, with a role in the management account: that is covered too', async () => {
    world = await startCliWorld('delegated-administrators', calledFromTooling);
    world.editOrg(
      callingFromTooling('  managementRoleArn: arn:aws:iam::111111111111:role/orgsecrets-management\n'),
    );
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(['111111111111', ...members])));
    for (const { input, accountId } of called('CreateStackSet'))
      expect([input['CallAs'], accountId]).to.deep.equal(
        String(input['StackSetName']).startsWith('orgsecrets-management-')
          ? ['SELF', '111111111111']
          : ['DELEGATED_ADMIN', '444444444444'],
      );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('a registration is missing and the StackSets administrator may not make it: refused, with the command', async () => {
    world = await startCliWorld('delegated-administrators', (text) =>
      calledFromTooling(administeredBy('333333333333')(text)),
    );
    world.editOrg(callingFromTooling(''));
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect(exitCode).to.equal(1);
    expect(stderr.replace(/\s+/g, ' ')).to.contain('aws organizations register-delegated-administrator');
    expect(changes()).to.deep.equal([]);
  });

  it('another’s aggregator in the account stays, byte for byte, beside ours; ours follows the Regions', async () => {
    world = await startCliWorld('delegated-administrators');
    put('security-team', {
      organizationSource: {
        RoleArn: `arn:aws:iam::${audit.accountId}:role/aggregation`,
        AllAwsRegions: true,
      },
    });
    const foreign = foreignIn(world.simulator);
    expect((await applyTo(world)).document.outcome).to.equal('done');
    world.editOrg((text) => text.replace('include: [us-east-1, eu-west-1]', 'include: [us-east-1]'));
    expect((await applyTo(world, '--allow-destroy')).document.outcome).to.equal('done');
    expect(called('PutConfigurationAggregator')).to.have.lengthOf(2);
    const { aggregators } = configState(world.simulator.world, audit);
    expect(Object.keys(aggregators)).to.have.members(['security-team', 'orgsecrets']);
    expect(aggregators['orgsecrets']?.organizationSource).to.deep.include({ AwsRegions: ['us-east-1'] });
    expect(Object.keys(foreign)).to.have.lengthOf(1);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('an aggregator of our name is another’s: it stays, byte for byte, and the refusal says what to choose', async () => {
    world = await startCliWorld('delegated-administrators');
    put('orgsecrets', {
      organizationSource: {
        RoleArn: `arn:aws:iam::${audit.accountId}:role/aggregation`,
        AllAwsRegions: true,
      },
    });
    const foreign = foreignIn(world.simulator);
    const refused = await world.orgsecrets(['apply', '--auto-approve']);
    expect(refused.exitCode).to.equal(1);
    expect(refused.stderr.replace(/\s+/g, ' '))
      .to.contain('Aggregator orgsecrets in 222222222222, us-east-1 exists, and orgsecrets did not make it')
      .and.to.contain('Choose another aggregator.name');
    expect(changes()).to.deep.equal([]);
    expect(Object.keys(foreign)).to.have.lengthOf(1);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    world.editOrg((text) => `${text}aggregator: { name: secrets }\n`);
    expect((await applyTo(world)).document.aggregator).to.include({ name: 'secrets', status: 'succeeded' });
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });
});
