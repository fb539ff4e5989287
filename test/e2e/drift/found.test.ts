import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { deleteAggregator } from '../../support/disturb/aggregator.js';
import { changeMode, deleteRecorder, stopRecorder } from '../../support/disturb/recorder.js';
import { changeTrust } from '../../support/disturb/roles.js';
import { deleteInstance } from '../../support/disturb/stack-sets.js';
import { applyTo } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
const shopHome = { accountId: '333333333333', region: 'us-east-1' };
const audit = { accountId: '222222222222', region: 'eu-central-1' };
const auditHome = { accountId: '222222222222', region: 'us-east-1' };
const managementAbroad = { accountId: '111111111111', region: 'eu-central-1' };

type Drifted = Ended & { readonly document: DriftDocument };

describe('drift on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let covered: Drifted;
  let quick: Drifted;
  let standard: Drifted;

  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', ...args]);
  const told = ({ document }: Drifted) =>
    document.findings.map(({ kind, accountId = '', region = '' }) => `${kind} ${accountId}/${region}`);
  const found = (kind: string, { document } = standard) =>
    document.findings.filter((finding) => finding.kind === kind);

  before(async () => {
    world = await startCliWorld('small');
    const { document } = await applyTo(world);
    expect(document.outcome).to.equal('done');
    covered = await drift('--detailed-exitcode');
    const { simulator } = world;
    await stopRecorder(simulator, shop);
    await deleteRecorder(simulator, audit);
    await changeMode(simulator, shopHome);
    await deleteRecorder(simulator, managementAbroad);
    await administratorOf(simulator, managementAbroad).call('config', 'DeleteDeliveryChannel', {
      DeliveryChannelName: 'orgsecrets',
    });
    await deleteInstance(simulator, 'orgsecrets-rules-us-east-1', shopHome);
    await deleteAggregator(simulator, auditHome);
    quick = await drift('--depth', 'quick', '--detailed-exitcode');
    standard = await drift('--detailed-exitcode');
  });
  after(() => world.stop());

  it('finds nothing where all is covered, and says so with 0', () => {
    expect(told(covered)).to.deep.equal([]);
    expect(covered.exitCode).to.equal(0);
    expect(covered.document).to.deep.include({ unseen: [], depth: 'standard', targets: 6 });
  });

  it('finds exactly what was done by hand, and ends with 2 where asked to', () => {
    expect(told(standard)).to.deep.equal([
      'instance-missing 333333333333/us-east-1',
      'aggregator-missing 222222222222/us-east-1',
      'recorder-missing 111111111111/eu-central-1',
      'recorder-missing 222222222222/eu-central-1',
      'recorder-stopped 333333333333/eu-central-1',
      'recorder-changed 333333333333/us-east-1',
      'channel-missing 111111111111/eu-central-1',
    ]);
    expect(standard.exitCode).to.equal(2);
    expect(standard.document.counts['recorder-missing']).to.equal(2);
  });

  it('says field by field what is and what should be', () => {
    expect(found('recorder-changed')[0]?.differences).to.deep.equal([
      { field: 'recordingMode.recordingFrequency', is: 'DAILY', shouldBe: 'CONTINUOUS' },
    ]);
  });

  it('with --depth quick asks no account, and names what it does not look for', () => {
    expect(told(quick)).to.deep.equal([
      'instance-missing 333333333333/us-east-1',
      'aggregator-missing 222222222222/us-east-1',
    ]);
    expect(quick.document.notLookedFor).to.include('recorder-stopped');
    expect(standard.document.notLookedFor).not.to.include('recorder-stopped');
    const into = ({ document }: Drifted) =>
      document.calls.byOperation['config:DescribeConfigurationRecorderStatus'] ?? 0;
    // Where the rules are gone nothing tells any more that there is a recorder.
    expect([into(quick), into(standard)]).to.deep.equal([1, 6]);
  });

  it('changes nothing, and prints what its schema says', () => {
    for (const { document } of [covered, quick, standard]) {
      expect(document.calls.mutating).to.equal(0);
      expectSchema('drift', document);
    }
  });

  it('with --only shows these kinds alone', async () => {
    const only = await drift('--only', 'recorder-stopped,channel-missing');
    expect(told(only)).to.deep.equal([
      'recorder-stopped 333333333333/eu-central-1',
      'channel-missing 111111111111/eu-central-1',
    ]);
    expect(only.exitCode).to.equal(0);
  });

  it('refuses with 3 a kind that there is not, with the nearest, and one that the depth does not see, with the one that does', async () => {
    for (const [args, words] of [
      [['--only', 'recorder-stoped'], 'Did you mean "recorder-stopped"?'],
      [['--only', 'bogus'], 'They are: trusted-access-lost'],
      [['--only', 'rule-missing', '--detailed-exitcode'], '--depth deep sees it'],
      [['--only', 'surplus,recorder-stopped', '--depth', 'quick'], '--depth standard sees it'],
      [['--only', 'rule-missing', '--remediate', '--auto-approve'], 'Give --depth deep'],
    ] as const) {
      const { exitCode, stderr } = await world.orgsecrets(['drift', ...args]);
      expect(exitCode, args.join(' ')).to.equal(3);
      expect(stderr.replaceAll(/\s+/g, ' ')).to.contain(words);
    }
  });

  it('prints one line a finding, with the names of accounts', async () => {
    const { stdout } = await world.orgsecrets(['drift']);
    expect(stdout).to.contain('recorder-missing (2)');
    expect(stdout).to.contain('333333333333 (shop) eu-central-1: recorder orgsecrets: it is stopped');
  });

  it('ends with 1 where it could not look, and never takes that for fine', async () => {
    for (const name of ['orgsecrets-look', 'OrganizationAccountAccessRole'])
      await changeTrust(world.simulator, shop, name);
    const blind = await drift('--detailed-exitcode');
    expect(blind.exitCode).to.equal(1);
    expect(blind.document.unseen.map(({ accountId, region }) => `${accountId}/${region}`)).to.deep.equal([
      '333333333333/eu-central-1',
      '333333333333/us-east-1',
    ]);
    expect(blind.document.unseen[0]?.reason).to.contain('AccessDenied');
    expect(told(blind)).to.include('recorder-missing 222222222222/eu-central-1');
  });
});
