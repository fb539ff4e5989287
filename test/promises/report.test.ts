import { expect } from 'chai';
import { report } from '../../src/app/report.js';
import { survey } from '../../src/app/survey.js';
import { complianceBudget } from '../../src/compliance/budget.js';
import { countFindings, findingsIn } from '../../src/findings/count.js';
import { noFilters, type Filters } from '../../src/findings/filter.js';
import { ruleNames } from '../../src/model/catalog.js';
import { readBudget, type BudgetTerm } from '../../src/observed/budget.js';
import type { ReportView } from '../../src/report/types.js';
import { complianceIn } from '../../src/simulator/services/config/compliance/state.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { iamOf } from '../../src/simulator/services/iam/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { tally, verdictsOf } from '../support/secrets-oracle.js';

const thresholds = { rotatesEvery: 30, rotatedWithin: 60, accessedWithin: 90 };
const verdicts = verdictsOf('secrets', thresholds, ['444455556666']);
const hour = 3_600_000;

async function reported(world: InProcess, filters: Partial<Filters> = {}, deep = false): Promise<ReportView> {
  return world.with((run) =>
    report(run, { filters: { ...noFilters, ...filters }, groupBy: undefined, failOn: [], deep }),
  );
}
/** Covered, with an hour for the rules and the aggregator. */
async function covered(orgYaml: (text: string) => string = (text) => text): Promise<InProcess> {
  const world = await startWorld('secrets');
  world.editOrg(orgYaml);
  expect((await world.apply()).outcome.outcome).to.equal('done');
  await world.simulator.clock.sleep(hour);
  return world;
}
const recordingResults = (text: string) =>
  `${text}recorder: { resourceTypes: ['AWS::SecretsManager::Secret', 'AWS::Config::ResourceCompliance'] }\n`;

/** What the organization itself costs to read: the part of a plan's budget before anything is looked at. */
async function organizationBudget(world: InProcess): Promise<readonly BudgetTerm[]> {
  return world.with(async (run) => {
    const { organization } = await survey(run);
    const parents = [organization.rootId, ...organization.units.map(({ id }) => id)];
    const budget = readBudget({
      accounts: organization.accounts.length,
      childUnits: parents.map((id) => organization.units.filter(({ parentId }) => parentId === id).length),
      accountsAskedForRegions: 0,
      stackSets: 0,
      instances: [],
      coveredAccounts: 0,
      accountsWithServiceLinkedRole: 0,
      subscriptions: undefined,
      targets: 0,
      includesManagementAccount: false,
    });
    return budget.filter(({ operation }) => /^(organizations|sts:Get)/.test(operation));
  });
}

describe('promise 9: a report stays within its budget of calls', function () {
  this.timeout(120_000);

  for (const [title, edit, recorded] of [
    ['asked rule by rule, where recorders leave results out', (text: string) => text, false],
    ['from the recorded results, where recorders have them', recordingResults, true],
  ] as const)
    it(`${title}: operation by operation`, async () => {
      const world = await covered(edit);
      try {
        const { report: found, calls } = await reported(world);
        const regions = ['us-east-1', 'eu-central-1'];
        const secretsIn = (region: string) =>
          [...found.secrets, ...found.deleted].filter((one) => one.region === region).length;
        // Told from the world: which rule says what in which target.
        const targets = new Map<string, Set<string>>();
        for (const [key, verdict] of verdicts)
          for (const rule of ruleNames) {
            if (verdict[rule] === 'not-applicable') continue;
            const place = `${key.split('/').slice(0, 2).join('/')} ${rule}`;
            targets.set(place, (targets.get(place) ?? new Set()).add(verdict[rule]));
          }
        // A rule that is NON_COMPLIANT is asked for both, whether there are compliant secrets or not.
        const questions = [...targets.values()].flatMap((said) => (said.has('non-compliant') ? [1, 1] : [1]));
        const budget = complianceBudget({
          rules: ruleNames,
          sources: 5 * 2 + 1,
          summaries: {},
          secrets: new Map(regions.map((region) => [region, secretsIn(region)])),
          recordedResults: new Map(regions.map((region) => [region, recorded ? secretsIn(region) : 0])),
          questions: recorded ? [] : questions,
        });
        const terms = [
          ...(await organizationBudget(world)),
          ...budget,
          { operation: 'sts:AssumeRole', calls: 1, why: 'the role aggregator-admin' },
        ];
        expect(calls.byOperation).to.deep.equal(
          Object.fromEntries(
            terms.filter((term) => term.calls > 0).map((term) => [term.operation, term.calls]),
          ),
        );
        expect(calls.mutating).to.equal(0);
        expect(countFindings(findingsIn(found))).to.include({
          compliant: tally(verdicts)['compliant'],
          notApplicable: tally(verdicts)['not-applicable'],
          pending: 0,
          notVisible: 0,
        });
      } finally {
        await world.stop();
      }
    });

  it('reads less where less is asked for', async () => {
    const world = await covered();
    try {
      const { calls, report: found } = await reported(world, {
        accounts: ['333333333334'],
        regions: ['us-east-1'],
        rules: ['secretsmanager-secret-unused'],
      });
      expect(found.secrets).to.have.length(5);
      expect(calls.byOperation).to.include({
        'config:DescribeAggregateComplianceByConfigRules': 1,
        'config:SelectAggregateResourceConfig': 2,
        'config:GetAggregateComplianceDetailsByConfigRule': 2,
      });
    } finally {
      await world.stop();
    }
  });

  it('enters, for --deep, only covered accounts with secrets, once each', async () => {
    const world = await covered();
    try {
      const { calls } = await reported(world, {}, true);
      expect(calls.byOperation).to.include({ 'secretsmanager:ListSecrets': 4, 'sts:AssumeRole': 1 + 3 });
      const entered = world.simulator.log.filter(({ operation }) => operation === 'ListSecrets');
      expect(new Set(entered.map(({ accountId }) => accountId))).to.deep.equal(
        new Set(['222222222222', '333333333333', '333333333334']),
      );
    } finally {
      await world.stop();
    }
  });
});

describe('promise 10: unknown is not compliant', function () {
  this.timeout(120_000);

  it('shows nothing as compliant once the aggregator can’t collect any more, with AWS’s reason', async () => {
    const world = await covered();
    try {
      delete iamOf(world.simulator.world, '222222222222').roles['orgsecrets-aggregator'];
      await world.simulator.clock.sleep(2 * hour);
      const { report: found } = await reported(world);
      const counts = countFindings(findingsIn(found));
      expect(counts.compliant + counts.nonCompliant + counts.excepted).to.equal(0);
      expect(found.secrets.length).to.equal(verdicts.size);
      expect(found.invisible).to.have.length(4 * 2);
      for (const { reason } of found.invisible)
        expect(reason).to.match(/could not collect from there: InvalidRole/);
    } finally {
      await world.stop();
    }
  });

  it('tells, as days pass, when a result was last recorded, and not since when a secret is so', async () => {
    const world = await covered();
    try {
      const unused = 'secretsmanager-secret-unused';
      const open = async () => {
        const { report: found } = await reported(world, { rules: [unused] });
        const findings = findingsIn(found);
        const times = [...findings].flatMap(({ state, recordedAt }) =>
          state === 'non-compliant' && recordedAt !== undefined ? [Date.parse(recordedAt)] : [],
        );
        return { times, now: Date.parse(found.generatedAt) };
      };
      const first = await open();
      expect(first.times).not.to.deep.equal([]);
      await world.simulator.clock.sleep(10 * 24 * hour);
      const { times, now } = await open();
      expect(times.length).to.be.at.least(first.times.length);
      // The rule looks once a day: none of the ten days is on what it says.
      for (const time of times) expect(now - time).to.be.lessThan(2 * 24 * hour);
    } finally {
      await world.stop();
    }
  });

  it('calls a secret pending whose rule is gone, and not visible once the rule should have spoken', async () => {
    const world = await covered();
    try {
      const audit = { accountId: '222222222222', region: 'us-east-1' };
      const cmk = 'secretsmanager-using-cmk';
      delete configState(world.simulator.world, audit).rules[cmk];
      delete complianceIn(world.simulator.world, audit).results[cmk];
      const finding = async () => {
        const { report: found } = await reported(world);
        const token = found.secrets.find(({ name }) => name === 'audit/token');
        return token?.findings.find(({ rule }) => rule === cmk);
      };
      expect(await finding()).to.include({ state: 'pending', reason: 'AWS Config has no result yet' });
      await world.simulator.clock.sleep(6 * hour);
      const later = await finding();
      expect(later?.state).to.equal('not-visible');
      expect(later?.reason).to.match(/no result for more than 6 hours: .* \(see orgsecrets status\)/);
    } finally {
      await world.stop();
    }
  });
});
