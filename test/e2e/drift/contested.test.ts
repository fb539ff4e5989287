import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import type { RunDocument } from '../../../src/report/json/runs.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { deleteRecorder, stopRecorder } from '../../support/disturb/recorder.js';
import { applyTo } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
const shopHome = { accountId: '333333333333', region: 'us-east-1' };

describe('what somebody undoes again and again, on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  const remediate = ['drift', '--remediate', '--auto-approve', '--detailed-exitcode'];
  const mend = async (...args: readonly string[]) => world.json<DriftDocument>([...remediate, ...args]);
  const contestedIn = (findings: DriftDocument['findings'] = []) =>
    findings.flatMap(({ contested, accountId, region }) =>
      contested ? [`${accountId}/${region} ${contested.mended} of ${contested.runs}`] : [],
    );

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    await stopRecorder(world.simulator, shop);
    const { exitCode, document } = await mend('--record', 'records/z-first.jsonl');
    expect([exitCode, contestedIn(document.remediation?.found)]).to.deep.equal([0, []]);
  });
  after(() => world.stop());

  it('is told as contested by the run that mends it for the second time', async () => {
    await deleteRecorder(world.simulator, shop);
    const { exitCode, document } = await mend('--record', 'records/');
    expect([exitCode, contestedIn(document.remediation?.found)]).to.deep.equal([
      2,
      ['333333333333/eu-central-1 1 of 1'],
    ]);
  });

  it('is found as contested once it was mended in two of the last three runs, with what to do', async () => {
    await stopRecorder(world.simulator, shop);
    await stopRecorder(world.simulator, shopHome);
    const { exitCode, document } = await world.json<DriftDocument>([
      'drift',
      '--detailed-exitcode',
      '--record',
      'records/',
    ]);
    expect(exitCode).to.equal(2);
    expectSchema('drift', document);
    expect(contestedIn(document.findings)).to.deep.equal(['333333333333/eu-central-1 2 of 2']);

    const { stdout } = await world.orgsecrets(['drift', '--record', 'records/']);
    expect(stdout).to.contain('Contested (1)');
    expect(stdout).to.match(
      /! 333333333333 \(shop\) eu-central-1: recorder orgsecrets: mended in 2 of the last 2 runs/,
    );
    expect(stdout).to.contain('StopConfigurationRecorder').and.to.contain('CloudTrail');
  });

  it('is not contested where nobody kept a record', async () => {
    const { document } = await world.json<DriftDocument>(['drift', '--record', 'elsewhere/']);
    expect(contestedIn(document.findings)).to.deep.equal([]);
  });

  it('is mended all the same, says so, and ends with 2 where asked to', async () => {
    const { exitCode, document } = await mend('--record', 'records/a-third.jsonl');
    expect(exitCode).to.equal(2);
    expectSchema('drift', document);
    expect([document.findings, document.remediation?.outcome]).to.deep.equal([[], 'done']);
    expect(contestedIn(document.remediation?.found)).to.deep.equal(['333333333333/eu-central-1 2 of 2']);
  });

  it('is in the record of the run', async () => {
    const { document } = await world.json<RunDocument>(['runs', 'show', 'last', '--folder', 'records']);
    const found = document.entries.flatMap((entry) => (entry.code === 'found' ? entry.findings : []));
    expect(found.map(({ region, contested }) => [region, contested])).to.deep.equal([
      ['eu-central-1', { mended: 2, runs: 2 }],
      ['us-east-1', undefined],
    ]);
    expect((await world.orgsecrets(['runs', 'show', 'last', '--folder', 'records'])).stdout).to.contain(
      'contested',
    );
  });

  it('is over once the last runs had nothing of it to mend', async () => {
    await mend('--record', 'records/');
    await mend('--record', 'records/');
    await stopRecorder(world.simulator, shop);
    const { document } = await world.json<DriftDocument>(['drift', '--record', 'records/']);
    expect([document.findings.length, contestedIn(document.findings)]).to.deep.equal([1, []]);
  });
});
