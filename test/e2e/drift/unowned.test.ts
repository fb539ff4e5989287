import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { venvCommand, venvReady } from '../../../scripts/venv.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { aggregatorIn, deleteAggregator, putAnother } from '../../support/disturb/aggregator.js';
import { stopRecorder } from '../../support/disturb/recorder.js';
import { takeTagOff } from '../../support/disturb/stack-sets.js';
import { takeStackTagOff } from '../../support/disturb/stacks.js';
import { environmentOf } from '../../support/in-process.js';
import { appliedAgain, applyTo, nothingToDo } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
const shopHome = { accountId: '333333333333', region: 'us-east-1' };
const management = { accountId: '111111111111', region: 'us-east-1' };
const roles = 'orgsecrets-management-roles';
const names = ['orgsecrets-recorder-eu-central-1', 'orgsecrets-management-rules-us-east-1'];

const driftIn = (world: CliWorld, ...args: readonly string[]) =>
  world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);
const told = (findings: DriftDocument['findings']) =>
  findings.map(({ kind, thing, mendedBy }) => `${mendedBy.length > 0 ? '~' : '!'} ${kind} ${thing}`);

describe('StackSets, and the stack of their roles, that lost their ownership tag, on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;
  const drift = (...args: readonly string[]) => driftIn(world, ...args);
  const lost = [
    `! management-roles-unowned stack ${roles}`,
    '! definition-unowned StackSet orgsecrets-management-rules-us-east-1',
    `! definition-unowned StackSet ${names[0]}`,
  ];

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    for (const name of names) await takeTagOff(world.simulator, name, 'orgsecrets:owner');
    await takeStackTagOff(world.simulator, roles, management, 'orgsecrets:owner');
    await stopRecorder(world.simulator, shop);
    await stopRecorder(world.simulator, shopHome);
  });
  after(() => world.stop());

  it('are found, while the rest is looked at; what they deployed is told and left', async () => {
    const { exitCode, document } = await drift();
    expect(exitCode).to.equal(2);
    expectSchema('drift', document);
    expect(told(document.findings)).to.deep.equal([
      ...lost,
      '! recorder-stopped recorder orgsecrets',
      '~ recorder-stopped recorder orgsecrets',
    ]);
    for (const one of document.findings.slice(0, lost.length)) {
      expect(one).to.include({ owner: 'foreign' });
      expect(one.reason).to.contain('orgsecrets:owner is not there');
    }
    expect(document.findings[lost.length]?.instructions).to.contain('put its tag back first');
    const { stdout } = await world.orgsecrets(['drift']);
    expect(stdout).to.contain('definition-unowned (2)');
    expect(stdout).to.match(/^ +aws cloudformation update-stack \\$/m);
    expect(stdout).to.match(/^ +aws cloudformation update-stack-set \\$/m);
  });

  it('are not touched by --remediate, which mends the rest', async () => {
    const { exitCode, document } = await drift('--remediate', '--auto-approve');
    expect(exitCode).to.equal(2);
    expect(told(document.findings)).to.deep.equal([...lost, '! recorder-stopped recorder orgsecrets']);
    expect(document.findings[lost.length]).to.include(shop);
  });

  it('still stop apply, which would change them', async () => {
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect([exitCode, stderr.includes('NotOurs')]).to.deep.equal([1, true]);
  });

  const ready = venvReady();
  if (!ready && process.env.CI !== 'true')
    console.log('The command is not run: the AWS CLI of the Python environment is not there.');
  else
    it('are ours again after the command that drift tells, run as it stands', async () => {
      expect(ready, 'the Python environment is needed where CI=true').to.equal(true);
      const { document } = await drift();
      const PATH = [join(venvCommand('aws'), '..'), process.env.PATH].join(delimiter);
      const env = { ...environmentOf(world.simulator), PATH, AWS_EC2_METADATA_DISABLED: 'true' };
      const commands = document.findings.flatMap(({ command }) => command ?? []);
      expect(commands).to.have.lengthOf(lost.length);
      for (const command of commands) await promisify(execFile)('bash', ['-c', command], { env });
      const mended = await drift('--remediate', '--auto-approve');
      expect(mended.exitCode, mended.stderr).to.equal(0);
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal([
        '~ recorder-stopped recorder orgsecrets',
      ]);
      expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    });
});

describe('an aggregator of our name that somebody put with another role, on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;
  const place = { accountId: '222222222222', region: 'us-east-1' };
  const another = '! aggregator-unowned aggregator orgsecrets';
  const stopped = '~ recorder-stopped recorder orgsecrets';

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
  });
  after(() => world.stop());

  for (const over of ['organization', 'account'] as const)
    it(`is told and left as it is, over the ${over}, while the rest is mended`, async () => {
      await putAnother(world.simulator, place, over);
      await stopRecorder(world.simulator, shop);
      const before = JSON.stringify(await aggregatorIn(world.simulator, place));

      const seen = await driftIn(world);
      expect(seen.exitCode, seen.stderr).to.equal(2);
      expectSchema('drift', seen.document);
      expect(told(seen.document.findings)).to.deep.equal([another, stopped]);
      expect(seen.document.findings[0]).to.include({ owner: 'foreign', ...place });

      const mended = await driftIn(world, '--remediate', '--auto-approve');
      expect(mended.exitCode, mended.stderr).to.equal(2);
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal([another, stopped]);
      expect(told(mended.document.findings)).to.deep.equal([another]);
      expect(JSON.stringify(await aggregatorIn(world.simulator, place))).to.equal(before);
    });

  it('still stops apply, which tells where to look', async () => {
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect([exitCode, stderr.includes('NotOurs')]).to.deep.equal([1, true]);
    expect(stderr).to.contain('orgsecrets drift tells');
  });

  it('is made again by apply once a person has deleted it', async () => {
    await deleteAggregator(world.simulator, place);
    await applyTo(world);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    const { exitCode, document } = await driftIn(world, '--only', 'aggregator-unowned,aggregator-missing');
    expect([exitCode, document.findings]).to.deep.equal([0, []]);
  });
});
