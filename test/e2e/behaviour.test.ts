import { expect } from 'chai';
import type { ApplyDocument } from '../../src/report/json/apply.js';
import type { StatusDocument } from '../../src/report/json/status.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld, type Ended } from '../support/cli.js';
import { expectSchema } from './schema.js';
import { isOutsideChange } from '../support/outside-change.js';

/** Any control character but the ends of lines. */

const control = /[\x00-\x09\x0b-\x1f\x7f]/;

describe('the built command line as a process', function () {
  this.timeout(120_000);
  let world: CliWorld;
  beforeEach(async () => (world = await startCliWorld('small')));
  afterEach(() => world.stop());

  const mutating = (from = 0) => world.simulator.log.slice(from).filter(isOutsideChange);

  it('refuses to apply where there is nobody to ask, before any call to AWS', async () => {
    const { exitCode, stdout, stderr } = await world.orgsecrets(['apply']);
    expect(exitCode).to.equal(3);
    expect(stdout).to.equal('');
    expect(stderr)
      .to.match(/nobody to ask/)
      .and.to.match(/--auto-approve/);
    expect(world.simulator.log).to.deep.equal([]);
  });

  it('ends with 3 and the place of each mistake for an org.yaml with mistakes, before any call to AWS', async () => {
    world.editOrg((text) => text.replace('us-east-1, eu-central-1', 'us-esat-1, eu-central-1') + 'tag: {}\n');
    for (const command of ['validate', 'plan', 'apply', 'status', 'doctor']) {
      const args = command === 'apply' ? [command, '--auto-approve'] : [command];
      const { exitCode, stdout, stderr } = await world.orgsecrets(args);
      expect(exitCode, command).to.equal(3);
      expect(stdout + stderr, command)
        .to.match(/small\.org\.yaml:\d+:\d+/)
        .and.to.match(/us-east-1/)
        .and.to.match(/tags/)
        .and.not.to.match(/^\s+at /m);
    }
    expect(world.simulator.log).to.deep.equal([]);
  });

  it('colors what it says only where that is asked for, and never against NO_COLOR', async () => {
    const plain = await world.orgsecrets(['plan']);
    const colored = await world.orgsecrets(['plan'], { env: { FORCE_COLOR: '1' } });
    const forbidden = await world.orgsecrets(['plan'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(control.test(plain.stdout + plain.stderr)).to.equal(false);
    expect(control.test(colored.stdout)).to.equal(true);
    expect(forbidden).to.deep.equal(plain);
  });

  it('ends with 1 and says what to do where credentials are refused', async () => {
    const { exitCode, stderr } = await world.orgsecrets(['plan'], {
      env: { AWS_SECRET_ACCESS_KEY: 'not-the-one' },
    });
    expect(exitCode).to.equal(1);
    expect(stderr)
      .to.match(/✖ \w+: /)
      .and.to.match(/→ /)
      .and.not.to.match(/^\s+at /m);
  });

  it('is interrupted by Ctrl-C with 130, says how to go on, and the next apply ends done', async () => {
    const interrupted = await interruptedApply('CreateStackInstances');
    expect(interrupted.exitCode).to.equal(130);
    expect(interrupted.stderr).to.match(/again/i);
    expect(interrupted.stdout)
      .to.match(/interrupted/i)
      .and.to.match(/again/i);
    expect(control.test(interrupted.stdout + interrupted.stderr)).to.equal(false);
    const begun = mutating().length;
    expect(mutating().map(({ operation }) => operation)).to.not.include('PutConfigurationAggregator');

    const { exitCode, document } = await world.json<ApplyDocument>(['apply', '--auto-approve']);
    expect(exitCode).to.equal(0);
    expect(document.outcome).to.equal('done');
    expect(mutating(0).length).to.be.greaterThan(begun);
  });

  it('prints the document of an interrupted apply too', async () => {
    const { exitCode, stdout } = await interruptedApply('CreateStackSet', ['--json']);
    const document = JSON.parse(stdout) as ApplyDocument;
    expect(exitCode).to.equal(130);
    expectSchema('apply', document);
    expect(document.outcome).to.equal('interrupted');
    expect(document.actions.notAttempted).to.not.deep.equal([]);
  });

  it('refuses a saved plan whose facts have changed since with 4, names them, and changes nothing', async () => {
    await world.orgsecrets(['apply', '--auto-approve']);
    world.editOrg((text) => `${text}tags: { team: one }\n`);
    await world.orgsecrets(['plan', '--out', 'saved.json']);
    world.editOrg((text) => text.replace('team: one', 'team: two'));
    const from = world.simulator.log.length;
    const { exitCode, stdout } = await world.orgsecrets(['apply', 'saved.json']);
    expect(exitCode).to.equal(4);
    expect(stdout)
      .to.match(/orgsecrets-hub/)
      .and.to.match(/differs from the plan that was approved/);
    expect(mutating(from)).to.deep.equal([]);
  });

  it('refuses a saved plan of another organization with 4, and a file that is no plan with 3', async () => {
    await world.orgsecrets(['plan', '--out', 'saved.json']);
    const other = await startCliWorld('acme');
    try {
      const refused = await other.orgsecrets(['apply', `${world.folder}/saved.json`]);
      expect(refused.exitCode).to.equal(4);
      expect(refused.stderr)
        .to.match(/o-smallworld1/)
        .and.to.match(/o-acme7d2k9q/);
      expect(other.simulator.log.filter((call) => call.mutating)).to.deep.equal([]);
    } finally {
      await other.stop();
    }
    const { exitCode } = await world.orgsecrets(['apply', 'package.json']);
    expect(exitCode).to.equal(3);
  });

  it('shows a gap in status, in words, in the matrix and in the document, and ends as it says', async () => {
    await world.orgsecrets(['apply', '--auto-approve']);
    const { recorders } = configState(world.simulator.world, {
      accountId: '333333333333',
      region: 'eu-central-1',
    });
    recorders.orgsecrets!.recording = false;
    const text = await world.orgsecrets(['status']);
    expect(text.stdout)
      .to.match(/333333333333 \(shop\)/)
      .and.to.match(/recorder orgsecrets is stopped/)
      .and.to.match(/✖/);
    const { document, exitCode } = await world.json<StatusDocument>(['status']);
    expectSchema('status', document);
    const { gaps, ...counts } = document.coverage.recorder;
    expect(counts).to.deep.equal({ desired: 6, verified: 5 });
    const [{ instructions = 'none', ...gap } = {}, ...others] = gaps;
    expect([gap, others]).to.deep.equal([
      { accountId: '333333333333', region: 'eu-central-1', reason: 'recorder orgsecrets is stopped' },
      [],
    ]);
    expect(text.stdout.replaceAll(/\s+/g, ' '), 'what to do').to.contain(`→ ${instructions}`);
    expect([text.exitCode, exitCode]).to.deep.equal([0, 0]);
  });

  /** Presses Ctrl-C when the operation is called for the first time. */
  async function interruptedApply(operation: string, more: readonly string[] = []): Promise<Ended> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await world.orgsecrets(['apply', '--auto-approve', ...more], {
        started: (child) => {
          timer = setInterval(() => {
            if (!world.simulator.log.some((call) => call.operation === operation)) return;
            clearInterval(timer);
            child.kill('SIGINT');
          }, 5);
        },
      });
    } finally {
      clearInterval(timer);
    }
  }
});
