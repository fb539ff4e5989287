import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { stopRecorder } from '../../support/disturb/recorder.js';
import { deleteInstance } from '../../support/disturb/stack-sets.js';
import { applyTo } from '../../support/real-life.js';
import { abroad, at, audit, home, shop, told } from './deeds/deed.js';
import { isOutsideChange } from '../../support/outside-change.js';

describe('drift of some accounts and Regions, on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;
  const stopped = [at(shop, home), at(shop, abroad), at(audit, home), at(audit, abroad)];
  const finds = (...places: readonly { accountId: string; region: string }[]) =>
    places.map(({ accountId, region }) => `recorder-stopped ${accountId}/${region}`).toSorted();
  const missing = `instance-missing ${audit}/${abroad}`;

  const drift = async (...args: readonly string[]): Promise<Ended & { readonly document: DriftDocument }> =>
    world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);
  const looks = ({ calls }: DriftDocument) =>
    calls.byOperation['config:DescribeConfigurationRecorderStatus'] ?? 0;

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    for (const place of stopped) await stopRecorder(world.simulator, place);
    await deleteInstance(world.simulator, `orgsecrets-forward-${abroad}`, at(audit, abroad));
  });
  after(() => world.stop());

  it('finds only what is there, and looks nowhere else', async () => {
    const all = await drift();
    expect(told(all.document.findings)).to.deep.equal([missing, ...finds(...stopped)]);
    for (const [args, found, looked] of [
      [['--account', shop], finds(at(shop, home), at(shop, abroad)), 2],
      [['--region', home], finds(at(shop, home), at(audit, home)), 3],
      [['--account', audit, '--region', abroad], [missing, ...finds(at(audit, abroad))], 1],
      [['--account', shop, '--account', audit], told(all.document.findings), 4],
    ] as const) {
      const { exitCode, document } = await drift(...args);
      expect([exitCode, told(document.findings), looks(document)], args.join(' ')).to.deep.equal([
        2,
        found,
        looked,
      ]);
      expect(document.targets, args.join(' ')).to.equal(looked);
      expect(document.calls.total, args.join(' ')).to.be.lessThan(all.document.calls.total);
    }
  });

  it('ends with 3 where nothing is to be looked at', async () => {
    for (const args of [
      ['--region', 'eu-west-1'],
      ['--region', home, '--region', 'eu-west-1', '--remediate', '--auto-approve'],
    ]) {
      const { exitCode, stderr } = await world.orgsecrets(['drift', ...args]);
      expect([exitCode, stderr], args.join(' ')).to.deep.include(3);
      expect(stderr).to.contain('eu-west-1 is not covered').and.to.contain('--region');
    }
  });

  it('mends only there, with a call for each thing and not one in another account', async () => {
    const from = world.simulator.log.length;
    const { exitCode, document } = await drift('--account', shop, '--remediate', '--auto-approve');
    expect([exitCode, document.findings]).to.deep.equal([0, []]);
    const changed = world.simulator.log
      .slice(from)
      .filter(isOutsideChange)
      .map(({ accountId, region, operation }) => `${operation} ${accountId}/${region}`);
    expect(changed.toSorted()).to.deep.equal([
      `StartConfigurationRecorder ${shop}/${abroad}`,
      `StartConfigurationRecorder ${shop}/${home}`,
    ]);
    expect(told((await drift()).document.findings)).to.deep.equal([
      missing,
      ...finds(at(audit, home), at(audit, abroad)),
    ]);
  });

  it('mends an instance of a StackSet there and nowhere else', async () => {
    await deleteInstance(world.simulator, `orgsecrets-forward-${abroad}`, at(shop, abroad));
    const args = ['--account', audit, '--region', abroad, '--remediate', '--auto-approve'];
    const { exitCode, document } = await drift(...args);
    expect([exitCode, document.findings]).to.deep.equal([0, []]);
    expect(told((await drift()).document.findings)).to.deep.equal([
      `instance-missing ${shop}/${abroad}`,
      ...finds(at(audit, home)),
    ]);
  });
});
