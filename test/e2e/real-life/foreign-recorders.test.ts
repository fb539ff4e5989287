import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';

const secret = 'AWS::SecretsManager::Secret';
const byPlace = (places: readonly { accountId?: string; region?: string; reason: string }[]) =>
  Object.fromEntries(places.map(({ accountId, region, reason }) => [`${accountId}/${region}`, reason]));

describe('A recorder is there already', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let foreign: Foreign;
  let applied: ApplyDocument;

  const adopt = (mode: 'start' | 'extend') =>
    world.editOrg((text) => text.replace(/adopt: .*/, `adopt: ${mode}`));
  const plan = async () => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const apply = async (...args: readonly string[]) =>
    (await world.json<ApplyDocument>(['apply', '--auto-approve', ...args])).document;
  /** Accounts, of those that were looked at, that have the role which may touch what others made. */
  const withExtendRole = (): readonly string[] => {
    const accounts = (world.simulator.snapshot() as { 'iam.account': Record<string, object> })['iam.account'];
    return Object.entries(accounts)
      .filter(([, account]) => JSON.stringify(account).includes('role/orgsecrets-extend"'))
      .map(([place]) => place.split('/')[0] ?? '');
  };
  const recorderIn = (place: string): Record<string, unknown> => {
    const [path] = Object.keys(foreign).filter(
      (one) => one.startsWith(`${place} recorders`) && !one.includes('SecurityHub'),
    );
    return JSON.parse(foreignIn(world.simulator)[path ?? ''] ?? '{}') as Record<string, unknown>;
  };

  before(async () => {
    world = await startCliWorld('foreign-recorders');
    foreign = foreignIn(world.simulator);
    applied = await apply();
  });
  after(() => world.stop());

  it('made by hand, by another StackSet or by Security Hub’s setup, it is adopted as it is: name, role, group, mode, exclusions and channel stay, byte for byte', () => {
    expect(Object.keys(foreign)).to.have.lengthOf.above(20);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('the role that may touch it does not exist until the org.yaml asks for it', () => {
    expect(withExtendRole()).to.deep.equal([]);
  });

  it('where it records secrets (all types, some, daily, with exclusions, under our name) its target is proved', () => {
    const gaps = [...applied.coverage.recorder.gaps, ...applied.coverage.rules.gaps];
    expect(applied.coverage.recorder).to.include({ desired: 16, verified: 10 });
    expect(applied.coverage.rules).to.include({ desired: 16, verified: 16 });
    for (const [accountId, region] of [
      ['333333333331', 'us-east-1'],
      ['333333333331', 'eu-west-1'],
      ['333333333332', 'us-east-1'],
      ['333333333333', 'us-east-1'],
      ['333333333334', 'us-east-1'],
    ])
      expect(gaps.filter((gap) => gap.accountId === accountId && gap.region === region)).to.deep.equal([]);
  });

  it('where it does not (stopped, without a channel, other types alone, secrets excluded), the gap is named, and the gate holds the aggregator back', () => {
    const byStackSet = 'StackSet-platform-config-ConfigRecorder';
    expect(byPlace(applied.coverage.recorder.gaps)).to.deep.equal({
      '333333333332/eu-west-1': `recorder ${byStackSet} does not record ${secret}`,
      '333333333334/eu-west-1': 'recorder orgsecrets is stopped',
      '333333333335/us-east-1': 'recorder default is stopped',
      '333333333335/eu-west-1': 'recorder default is stopped',
      '333333333336/us-east-1': `recorder default does not record ${secret}`,
      '333333333336/eu-west-1': `recorder default does not record ${secret}`,
    });
    expect(applied.outcome).to.equal('refused');
    expect(applied.aggregator.status).to.equal('absent');
  });

  it('the plan says what to do about each, in words of the place', async () => {
    const { obstacles } = await plan();
    const stopped = 'is stopped';
    expect(obstacles.map(({ reason }) => reason.replace(', which was there before,', ''))).to.have.members([
      `recorder StackSet-platform-config-ConfigRecorder does not record ${secret}`,
      `recorder orgsecrets ${stopped}`,
      `recorder default ${stopped}`,
      'recorder default has no delivery channel',
      `recorder default does not record ${secret}`,
      `recorder default does not record ${secret}`,
    ]);
    for (const { instructions } of obstacles)
      expect(instructions).to.match(/recorder\.adopt: (start|extend)|put-delivery-channel/);
  });

  it('a service-linked recorder counts for nothing: ours is made beside it', () => {
    const snapshot = world.simulator.snapshot() as {
      config: Record<string, { recorders: Record<string, unknown> }>;
    };
    expect(Object.keys(snapshot.config['333333333333/eu-west-1']!.recorders)).to.have.members([
      'AWSConfigurationRecorderForSecurityHubAssets_0123456789',
      'orgsecrets',
    ]);
  });

  it('with recorder.adopt: start a stopped one is started, and nothing else about it changes', async () => {
    adopt('start');
    const document = await apply();
    expect(
      document.actions.done.filter(({ type }) => type === 'start-recorder').map(({ id }) => id),
    ).to.have.members(['start-recorder/333333333334/eu-west-1', 'start-recorder/333333333335/us-east-1']);
    expect(document.actions.failed.map(({ id }) => id)).to.deep.equal(['prove-coverage']);
    expect(withExtendRole()).to.have.lengthOf(8);
    expect(Object.keys(byPlace(document.coverage.recorder.gaps))).to.have.members([
      '333333333332/eu-west-1',
      '333333333335/eu-west-1',
      '333333333336/us-east-1',
      '333333333336/eu-west-1',
    ]);
    for (const place of ['333333333334/eu-west-1', '333333333335/us-east-1']) {
      const { name, roleARN, recordingGroup, recordingMode } = recorderIn(place);
      const [path] = Object.keys(foreign).filter((one) => one.startsWith(`${place} recorders`));
      expect(JSON.parse(foreign[path!]!)).to.deep.include({ name, roleARN, recordingGroup, recordingMode });
    }
  });

  it('with recorder.adopt: extend the plan shows each field that will change, from what to what', async () => {
    adopt('extend');
    const { actions } = await plan();
    const differences = Object.fromEntries(
      actions.flatMap((action) =>
        action.type === 'extend-recorder'
          ? [[action.id.replace('extend-recorder/', ''), action.differences]]
          : [],
      ),
    );
    expect(differences).to.deep.equal({
      '333333333332/eu-west-1': [
        {
          field: 'recordingGroup.resourceTypes',
          from: 'AWS::EC2::Instance, AWS::S3::Bucket',
          to: `AWS::EC2::Instance, AWS::S3::Bucket, ${secret}`,
        },
      ],
      '333333333336/us-east-1': [
        {
          field: 'recordingGroup.exclusionByResourceTypes.resourceTypes',
          from: `AWS::EC2::Instance, ${secret}`,
          to: 'AWS::EC2::Instance',
        },
      ],
      '333333333336/eu-west-1': [
        { field: 'recordingGroup.allSupported', from: 'false', to: 'true' },
        { field: 'recordingGroup.includeGlobalResourceTypes', from: 'false', to: 'true' },
        {
          field: 'recordingGroup.recordingStrategy.useOnly',
          from: 'EXCLUSION_BY_RESOURCE_TYPES',
          to: 'ALL_SUPPORTED_RESOURCE_TYPES',
        },
        { field: 'recordingGroup.exclusionByResourceTypes.resourceTypes', from: secret, to: '' },
      ],
    });
    const shown = (await world.orgsecrets(['plan'])).stdout;
    expect(shown).to.contain('recordingGroup.resourceTypes');
  });

  it('and apply adds the one type: role, mode and its overrides, name and channel stay', async () => {
    const untouched = foreignIn(world.simulator);
    const document = await apply('--accept-gaps', '333333333335/eu-west-1');
    expect(byPlace(document.coverage.recorder.gaps)).to.deep.equal({
      '333333333335/eu-west-1': 'recorder default is stopped',
    });
    expect(recorderIn('333333333332/eu-west-1')).to.deep.include({
      name: 'StackSet-platform-config-ConfigRecorder',
      roleARN: 'arn:aws:iam::333333333332:role/platform-config',
      recordingMode: {
        recordingFrequency: 'DAILY',
        recordingModeOverrides: [{ resourceTypes: ['AWS::S3::Bucket'], recordingFrequency: 'CONTINUOUS' }],
      },
      recording: true,
    });
    const theirs = changedIn(world.simulator, untouched).filter((path) => !path.includes(' StackSet '));
    expect(theirs).to.have.members([
      '333333333332/eu-west-1 recorders StackSet-platform-config-ConfigRecorder',
      '333333333336/us-east-1 recorders default',
      '333333333336/eu-west-1 recorders default',
    ]);
    expect(document.outcome).to.equal('done');
    expect(document.aggregator.status).to.equal('succeeded');
  });

  it('a second apply makes no mutating call', async () => {
    const document = await apply('--accept-gaps', '333333333335/eu-west-1');
    expect(document.calls.mutating).to.equal(0);
  });
});
