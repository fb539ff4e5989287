import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsFolder } from '../../src/app/runs/runs-folder.js';
import type { RunDocument, RunsDocument } from '../../src/report/json/runs.js';
import type { Death } from '../support/crash.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { stopRecorder } from '../support/disturb/recorder.js';
import { environmentOf } from '../support/in-process.js';
import { expectSchema, expectSchemas } from './schema.js';

describe('records of runs, on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let runs: RunsDocument;
  const killed = async (args: readonly string[], death: Death) => {
    await world.orgsecrets(args, {
      started: (child) => {
        world.simulator.killAt({ ...death, onKill: () => void child.kill('SIGKILL') });
      },
    });
    world.simulator.revive();
  };
  before(async () => {
    world = await startCliWorld('small');
    await world.orgsecrets(['plan', '--detailed-exitcode']);
    await killed(['apply', '--auto-approve', '--record', 'killed/'], { mutatingCall: 1, when: 'before' });
    await killed(['apply', '--auto-approve'], { mutatingCall: 12, when: 'after' });
    await world.orgsecrets(['apply', '--auto-approve']);
    await world.orgsecrets(['apply', '--auto-approve', '--account', '333333333333']);
    await world.orgsecrets(['drift', '--no-record']);
    await world.orgsecrets(['drift', '--record', 'elsewhere/']);
    runs = (await world.json<RunsDocument>(['runs'])).document;
  });
  after(() => world.stop());

  const show = async (id: string, ...args: readonly string[]) =>
    (await world.json<RunDocument>(['runs', 'show', id, ...args])).document;

  it('are listed, the newest first, with how each ended; one that was killed is cut off', () => {
    expectSchema('runs', runs);
    expect(runs.unreadable).to.deep.equal([]);
    expect(runs.runs.map(({ command, state, exitCode }) => [command, state, exitCode])).to.deep.equal([
      ['apply', 'done', 0],
      ['apply', 'done', 0],
      ['apply', 'cut off', undefined],
      ['plan', 'done', 2],
    ]);
    expect(new Set(runs.runs.map(({ organizationId }) => organizationId))).to.deep.equal(
      new Set(['o-smallworld1']),
    );
  });

  it('of a killed run tell what was done until then', async () => {
    const { id = '' } = runs.runs[2] ?? {};
    const record = await show(id);
    expectSchema('run', record);
    expect(record.entries.some(({ code }) => code === 'closed')).to.equal(false);
    const calls = record.entries.filter(({ code }) => code === 'call').length;
    // Some were in flight when it died, and are not in it; none is that was not made.
    expect(calls).to.be.within(1, 12);
    expect(record.summary.actions.done).to.be.greaterThan(0);
    const { stdout } = await world.orgsecrets(['runs', 'show', id]);
    expect(stdout).to.contain('cut off').and.to.contain('It has no end');
  });

  it('of runs that were killed before the first answer name what was begun, and do not say that nothing changed', async () => {
    const first = { mutatingCall: 1, when: 'before' } as const;
    await stopRecorder(world.simulator, { accountId: '333333333333', region: 'eu-central-1' });
    await killed(['drift', '--remediate', '--auto-approve', '--record', 'killed/'], first);
    await killed(['destroy', '--auto-approve', '--record', 'killed/'], first);
    const { document } = await world.json<RunsDocument>(['runs', '--folder', 'killed']);
    expectSchema('runs', document);
    expect(document.runs.map(({ command }) => command)).to.deep.equal(['destroy', 'drift', 'apply']);
    const { stdout: list } = await world.orgsecrets(['runs', '--folder', 'killed']);
    expect(list).not.to.contain('changed nothing');
    expect(list.match(/actions? begun whose end is not known/g)).to.have.lengthOf(3);
    for (const { id, actions, mutatingCalls } of document.runs) {
      expect([actions['end-unknown'] > 0, mutatingCalls], id).to.deep.equal([true, 0]);
      const record = await show(id, '--folder', 'killed');
      const begun = record.entries.flatMap((entry) => (entry.code === 'action-started' ? [entry.id] : []));
      expect(begun, id).to.have.lengthOf(actions['end-unknown']);
      const { stdout } = await world.orgsecrets(['runs', 'show', id, '--folder', 'killed']);
      for (const action of begun) expect(stdout).to.contain(`? ${action}`);
    }
  });

  it('tell what was planned, done and proved, and the options of the run', async () => {
    const record = await show('last');
    const of = <Code extends RunDocument['entries'][number]['code']>(code: Code) =>
      record.entries.filter((entry) => entry.code === code) as Extract<
        RunDocument['entries'][number],
        { code: Code }
      >[];
    expect(of('begun')[0]!.options).to.deep.equal({ autoApprove: true, account: ['333333333333'] });
    expect(of('surveyed')[0]).to.deep.include({ accounts: 1, targets: 2 });
    expect(of('proved')[0]!.coverage.recorder).to.deep.equal({ desired: 2, verified: 2, gaps: [] });
    expect(of('closed')[0]!.calls?.mutating).to.equal(0);

    const whole = await show(runs.runs[1]!.id);
    const mutating = whole.entries.filter(({ code }) => code === 'call').length;
    const closed = whole.entries.at(-1);
    expect(closed?.code === 'closed' && closed.calls?.mutating).to.equal(mutating);
    const planned = whole.entries.flatMap((entry) => (entry.code === 'planned' ? entry.actions : []));
    const ended = whole.entries.flatMap((entry) => (entry.code === 'action-ended' ? [entry.id] : []));
    expect(planned.length).to.be.greaterThan(0);
    expect(new Set(ended)).to.deep.equal(new Set(planned.map(({ id }) => id)));
  });

  it('are kept elsewhere or nowhere where the command line says so', async () => {
    const [name = ''] = readdirSync(join(world.folder, 'elsewhere'));
    expect(name).to.match(/-drift\.jsonl$/);
    expect((await world.orgsecrets(['runs', '--folder', 'elsewhere'])).stdout).to.contain('0 findings');
    const record = await show('last', '--folder', 'elsewhere');
    expect(record.summary.findings).to.equal(0);
    expect(readdirSync(join(world.folder, runsFolder))).to.have.length(4);
  });

  it('hold lines of the committed format, and nothing that is secret', () => {
    const env = environmentOf(world.simulator);
    for (const name of readdirSync(join(world.folder, runsFolder))) {
      const text = readFileSync(join(world.folder, runsFolder, name), 'utf8');
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      expectSchemas('run-record', lines);
      for (const secret of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
        if (env[secret]) expect(text, name).not.to.contain(env[secret]);
    }
  });

  it('end with 3 where a record is asked for that is not there', async () => {
    const { exitCode, stderr } = await world.orgsecrets(['runs', 'show', 'nothing']);
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('There is no record nothing');
  });
});
