import { expect } from 'chai';
import { doctor } from '../../src/app/doctor/doctor.js';
import { plan } from '../../src/app/plan.js';
import { accounts } from '../../src/app/accounts.js';
import { status } from '../../src/app/status.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { placesOfStackSets } from '../e2e/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const excluded = '444455556666';
const shop = { accountId: '333333333333', region: 'eu-central-1' };

/** A recorder that somebody made long ago, stopped or not, and its bucket. */
const foreign = (recording: boolean) => `
recorders:
  - accountId: '333333333333'
    region: eu-central-1
    name: theirs
    recording: ${recording}
    channel: { name: their-channel, bucket: their-bucket }
buckets:
  - name: their-bucket
    accountId: '333333333333'
    region: eu-central-1
    policy:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Principal: { Service: config.amazonaws.com }
          Action: [s3:GetBucketAcl, s3:ListBucket, s3:PutObject]
          Resource: ['arn:aws:s3:::their-bucket', 'arn:aws:s3:::their-bucket/*']
`;

describe('promise 4: what is excluded or not ours is untouched', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  const foreignState = () => {
    const { recorders, channel } = configState(world.simulator.world, shop);
    return JSON.stringify([recorders.theirs, channel?.name, channel?.settings]);
  };
  const changesOfRecorder = () =>
    world.simulator.log.filter(
      (call) =>
        call.mutating &&
        call.accountId === shop.accountId &&
        call.region === shop.region &&
        /Recorder|DeliveryChannel|Snapshot/.test(call.operation),
    );

  it('makes no call to an excluded account, whatever the command', async () => {
    world = await startWorld('small');
    await doctor(world.load());
    await world.with(plan);
    await world.apply();
    await world.apply();
    await world.with(status);
    await world.with((run) => accounts(run, { prove: true }));
    const { log } = world.simulator;
    expect(log.filter(({ accountId }) => accountId === excluded)).to.deep.equal([]);
    const roles = log.filter(({ operation }) => operation === 'AssumeRole').map(({ input }) => input.RoleArn);
    expect(roles.length).to.be.greaterThan(0);
    expect(roles.filter((arn) => String(arn).includes(excluded))).to.deep.equal([]);
    expect(
      [...placesOfStackSets(world.simulator)].filter((place) => place.startsWith(excluded)),
    ).to.deep.equal([]);
  });

  it('adopts a recorder that exists as it is, and gives it the rules alone', async () => {
    world = await startWorld('small', (text) => text + foreign(true));
    const before = foreignState();
    const view = await world.apply();
    expect(view.outcome.outcome).to.equal('done');
    expect(foreignState()).to.equal(before);
    expect(changesOfRecorder()).to.deep.equal([]);
    const { rules, recorders } = configState(world.simulator.world, shop);
    expect([Object.keys(recorders), Object.keys(rules).length]).to.deep.equal([['theirs'], 5]);
  });

  it('does not start a stopped one unless the org.yaml says so, and shows that in the plan first', async () => {
    world = await startWorld('small', (text) => text + foreign(false));
    const before = foreignState();
    const view = await world.apply();
    expect(view.outcome.outcome).to.not.equal('done');
    expect(view.outcome.coverage.recorder.gaps).to.have.length(1);
    expect(view.outcome.coverage.recorder.gaps[0]).to.deep.include({
      ...shop,
      reason: 'recorder theirs is stopped',
    });
    expect(foreignState()).to.equal(before);
    expect(changesOfRecorder()).to.deep.equal([]);

    world.editOrg((text) => `${text}recorder: { adopt: start }\n`);
    // The role that may change what is not ours is made first; then the recorder is started, and nothing else of it.
    const planned = await world.with(plan);
    expect(planned.plan.actions.some(({ type }) => type === 'start-recorder')).to.equal(true);
    expect((await world.apply()).outcome.outcome).to.equal('done');
    expect(changesOfRecorder().map(({ operation }) => operation)).to.deep.equal([
      'StartConfigurationRecorder',
    ]);
    const stopped = JSON.parse(before) as [{ recordingGroup: unknown; roleARN: string }];
    const now = configState(world.simulator.world, shop).recorders.theirs;
    expect([now?.recordingGroup, now?.roleARN, now?.recording]).to.deep.equal([
      stopped[0].recordingGroup,
      stopped[0].roleARN,
      true,
    ]);
  });

  it('takes nothing away from an account that is excluded later unless that is allowed', async () => {
    world = await startWorld('small');
    await world.apply();
    const before = JSON.stringify(configState(world.simulator.world, shop));
    world.editOrg(
      (text) =>
        `${text.replace(/- id: '444455556666'/, `- id: '333333333333'\n      reason: left\n    - id: '444455556666'`)}`,
    );
    const from = world.simulator.log.length;
    const refused = await world.apply().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(OrgSecretsError);
    expect(refused).to.deep.include({ code: 'Refused' });
    expect((refused as OrgSecretsError).instructions).to.include('--allow-destroy');
    expect(world.simulator.log.slice(from).filter((call) => call.mutating)).to.deep.equal([]);
    expect(JSON.stringify(configState(world.simulator.world, shop))).to.equal(before);
  });
});
