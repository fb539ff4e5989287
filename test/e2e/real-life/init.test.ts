import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import type { InitDocument } from '../../../src/report/json/init.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { root } from '../../support/in-process.js';
import { isOutsideChange } from '../../support/outside-change.js';

describe('A first org.yaml, for an organization with a history', function () {
  this.timeout(60_000);
  let world: CliWorld;
  const file = () => join(world.folder, 'org.yaml');

  beforeEach(async () => {
    world = await startCliWorld('init');
  });
  afterEach(() => world.stop());

  it('init writes what it found, with comments, and changes nothing in AWS', async () => {
    const { exitCode, document } = await world.json<InitDocument>(['init']);
    expect(exitCode).to.equal(0);
    // The org.yaml beside the world is what init writes.
    expect(readFileSync(file(), 'utf8')).to.equal(
      readFileSync(join(root, 'config/worlds/init.org.yaml'), 'utf8'),
    );
    expect(world.simulator.log.filter(isOutsideChange)).to.deep.equal([]);
    expect(document.calls.mutating).to.equal(0);
    expect(document.found).to.deep.include({
      organizationId: 'o-inherited12',
      caller: 'management-account',
      controlTower: ['trusted access of controltower.amazonaws.com'],
      delegatedAdministrators: { config: ['222222222222'], stackSets: [] },
      regions: { include: ['eu-central-1', 'eu-west-1', 'us-east-1'], others: ['ap-northeast-1'] },
      accounts: {
        active: 5,
        inactive: [{ accountId: '555555555555', name: 'legacy "ERP" 🧾', state: 'SUSPENDED' }],
      },
    });
  });

  it('each recorder of others is named, with what it lacks', async () => {
    const { document } = await world.json<InitDocument>(['init']);
    expect(
      document.found.recorders.map(({ accountId, region, name, recording, recordsSecrets }) => [
        `${accountId}/${region}`,
        name,
        recording,
        recordsSecrets,
      ]),
    ).to.have.deep.members([
      ['333333333333/eu-central-1', 'default', true, true],
      ['333333333333/eu-west-1', 'by-hand', false, true],
      ['444444444444/eu-west-1', 'storage-only', true, false],
    ]);
    expect(document.found.looked.refused.map(({ accountId }) => accountId)).to.deep.equal(['666666666666']);
  });

  it('what init writes is valid, and doctor finds nothing that has to be mended first', async () => {
    await world.orgsecrets(['init']);
    world.editOrg(() => readFileSync(file(), 'utf8'));
    expect((await world.orgsecrets(['validate'])).exitCode).to.equal(0);
    const { exitCode, document } = await world.json<DoctorDocument>(['doctor']);
    expect(document.checks.filter(({ verdict }) => verdict === 'failed')).to.deep.equal([]);
    expect(exitCode).to.equal(0);
  });

  it('a file that is there is not written over, exit 3; with --force it is', async () => {
    writeFileSync(file(), 'mine\n');
    const refused = await world.orgsecrets(['init']);
    expect(refused.exitCode).to.equal(3);
    expect(refused.stderr).to.contain('--force');
    expect(readFileSync(file(), 'utf8')).to.equal('mine\n');
    expect((await world.orgsecrets(['init', '--force'])).exitCode).to.equal(0);
    expect(readFileSync(file(), 'utf8')).to.contain('version: 1');
  });

  it('who is to look at the whole can not be told, and nobody can be asked: refused, with the accounts that may be meant', async () => {
    await world.stop();
    world = await startCliWorld('init', (text) => text.replace(/delegatedAdministrators:\n.*\n/, ''));
    const { exitCode, stderr } = await world.orgsecrets(['init']);
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('--administrator').and.to.contain('222222222222 audit');
    expect(existsSync(file())).to.equal(false);
    const told = await world.json<InitDocument>([
      ...['init', '--administrator', '333333333333', '--home-region', 'eu-west-1'],
      ...['--output', join(world.folder, 'other.yaml')],
    ]);
    expect(told.document.found.administrator).to.include({ accountId: '333333333333' });
    expect(told.document.found.homeRegion.region).to.equal('eu-west-1');
  });

  it('500 accounts, all of them looked at in four Regions, take less than a minute, and a call for each account and Region', async () => {
    await world.stop();
    world = await startCliWorld(
      'init',
      (text) => `${text}\ngenerate: { accounts: 494, organizationalUnits: 10 }\n`,
    );
    const began = performance.now();
    const { exitCode, document } = await world.json<InitDocument>(['init']);
    expect(performance.now() - began).to.be.lessThan(60_000);
    expect(exitCode).to.equal(0);
    expect(document.found.accounts.active).to.equal(499);
    const { looked } = document.found;
    expect(looked).to.include({ accounts: 499, of: 499, regions: 4 });
    // A session for each role that is tried, a look at each Region; lists come in pages beside these.
    expect(document.calls.total).to.be.lessThan(looked.accounts * (2 + looked.regions) + 100);
  });

  it('no Region is set and nobody can be asked: refused, with the option that sets it', async () => {
    const env = { AWS_REGION: '', AWS_CONFIG_FILE: join(world.folder, 'none') };
    const { exitCode, stderr } = await world.orgsecrets(['init'], { env });
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('--home-region');
  });
});
