import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { all, appliedAgain, applyTo, nothingToDo, targetsIn } from '../../support/real-life.js';

const [invited, made] = ['300000000002', '300000000003'] as const;
const places = (...accounts: readonly string[]) =>
  accounts.flatMap((account) => [`${account}/eu-west-1`, `${account}/us-east-1`]);
const settled = places('111111111111', '222222222222', '300000000001');

describe('Accounts that came yesterday', function () {
  this.timeout(120_000);

  describe('AWS has set them up before the deadline', () => {
    let world: CliWorld;
    before(async () => {
      world = await startCliWorld('accounts-fresh');
    });
    after(() => world.stop());

    it('they are named in the plan as to be looked at later, with what AWS says', async () => {
      const { document } = await world.json<{ plan: Plan }>(['plan']);
      expect([...new Set(document.plan.lookLater.map(({ accountId }) => accountId))]).to.deep.equal([
        invited,
        made,
      ]);
      expect(document.plan.obstacles).to.deep.equal([]);
      expect(JSON.stringify(document.plan.lookLater)).to.contain(
        'The security token included in the request is invalid',
      );
    });

    it('one apply covers everybody else at once, asks them again, and covers them too before the aggregator', async () => {
      const { exitCode, document } = await applyTo(world);
      expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
      expect(document.actions.failed).to.deep.equal([]);
      expect(targetsIn(world.simulator)).to.deep.equal(all([...settled, ...places(invited, made)]));
      const { log } = world.simulator;
      const calls = (operation: string, account?: string) =>
        log.filter(
          (call) =>
            call.operation === operation &&
            !call.error &&
            (account === undefined || call.accountId === account),
        );
      const lastOfTheOthers = Math.max(...calls('PutConfigRule', '300000000001').map(({ n }) => n));
      const firstOfTheirs = Math.min(
        ...[invited, made].flatMap((account) => calls('PutConfigurationRecorder', account).map(({ n }) => n)),
      );
      const aggregator = calls('PutConfigurationAggregator').map(({ n }) => n);
      expect(lastOfTheOthers).to.be.below(firstOfTheirs);
      expect(aggregator).to.have.length(1);
      expect(aggregator[0]).to.be.above(firstOfTheirs);
      expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    });
  });

  describe('AWS has not set them up by the deadline', () => {
    let world: CliWorld;
    before(async () => {
      world = await startCliWorld('accounts-fresh', (text) =>
        text.replaceAll('settingUp: 2400000', 'settingUp: 1e12'),
      );
      world.editOrg((text) => `${text}  deadline: 0.15\n`);
    });
    after(() => world.stop());

    it('at the deadline they are named, with AWS\u2019s words; everybody else is covered, and no aggregator is made', async () => {
      const { exitCode, document } = await applyTo(world);
      expect([exitCode, document.outcome, document.aggregator.status]).to.deep.equal([
        4,
        'refused',
        'absent',
      ]);
      expect(targetsIn(world.simulator)).to.deep.equal(all(settled));
      for (const { gaps, verified } of [document.coverage.recorder, document.coverage.rules]) {
        expect(gaps.map(({ accountId, region }) => `${accountId}/${region}`)).to.deep.equal(
          places(invited, made),
        );
        expect(verified).to.equal(settled.length);
      }
      const member = document.actions.failed.find(({ id }) =>
        id.startsWith('create-instances/orgsecrets-member'),
      );
      expect(member?.failures.map(({ accountId }) => accountId).sort()).to.deep.equal([invited, made]);
    });

    it('with --accept-gaps for each of them the aggregator is made, and the gaps stay in the report', async () => {
      const { document } = await applyTo(world, '--accept-gaps', invited, '--accept-gaps', made);
      // It is made at the deadline, so the run may not wait for its sources any more.
      expect(document.aggregator.arn).to.match(/config-aggregator/);
      expect(document.aggregator.status).to.be.oneOf(['succeeded', 'outdated', 'waiting']);
      expect(new Set(document.acceptedGaps.map(({ accountId }) => accountId))).to.deep.equal(
        new Set([invited, made]),
      );
    });

    it('an apply that does not accept them again leaves the aggregator as it is, and ends with 1', async () => {
      const { aggregators } = configState(world.simulator.world, {
        accountId: '222222222222',
        region: 'us-east-1',
      });
      const before = structuredClone(aggregators);
      expect(Object.keys(before)).to.deep.equal(['orgsecrets']);
      const { exitCode, document } = await applyTo(world);
      expect([exitCode, document.outcome]).to.deep.equal([1, 'failed']);
      expect(new Set(document.coverage.rules.gaps.map(({ accountId }) => accountId))).to.deep.equal(
        new Set([invited, made]),
      );
      expect(aggregators).to.deep.equal(before);
    });
  });
});
