import { expect } from 'chai';
import { decideHere, simulationOf, type Case } from './iam-cases/case.js';
import { conditionCases } from './iam-cases/conditions.js';
import { elementCases } from './iam-cases/elements.js';
import { generatedCases } from './iam-cases/generated.js';
import { guardCases } from './iam-cases/guards.js';
import { resourcePolicyCases } from './iam-cases/resource-policies.js';
import { serviceCases } from './iam-cases/services.js';
import { keyCases, trustCases } from './iam-cases/trust.js';
import { judgeIsWrong } from './iam-differences.js';
import { installJudge, judge, type Verdict } from './iam-judge.js';

const cases: readonly Case[] = [
  ...elementCases,
  ...conditionCases,
  ...guardCases,
  ...resourcePolicyCases,
  ...trustCases,
  ...keyCases,
  ...serviceCases,
];
const seed = 20_260_101;

describe("the simulator's policy evaluator", () => {
  it('decides every committed case as AWS does', () => {
    expect(cases.filter((each) => decideHere(each) !== each.allowed).map((each) => each.name)).to.deep.equal(
      [],
    );
  });

  it('has cases with names of their own, allowed and denied', () => {
    expect(new Set(cases.map(({ name }) => name)).size).to.equal(cases.length);
    expect(cases.filter(({ allowed }) => allowed)).to.have.length.within(100, cases.length - 100);
  });
});

describe("the simulator's policy evaluator beside @cloud-copilot/iam-simulate", () => {
  before(function () {
    this.timeout(150_000);
    const reason = installJudge();
    if (reason === undefined) return;
    if (process.env['CI'] === 'true') throw new Error(`The judge can't be installed: ${reason}`);
    console.log(`The judge of the policy evaluator is left out: ${reason}`);
    this.skip();
  });

  it('decides every committed case as the judge does, but for what is listed', async () => {
    const verdicts = await judge(cases.map(simulationOf));
    const other = cases.filter((each, index) => !agrees(verdicts[index], each.allowed));
    expect(other.map(({ name }) => name)).to.have.members(judgeIsWrong.map(({ name }) => name));
    // What the judge does not take would be compared with nothing.
    expect(verdicts.filter((verdict) => 'refused' in verdict)).to.deep.equal([]);
  });

  it('decides cases made by chance as the judge does', async () => {
    const generated = generatedCases(1000, seed);
    const verdicts = await judge(generated.map(simulationOf));
    const other = generated.filter((each, index) => !agrees(verdicts[index], decideHere(each)));
    expect(other).to.deep.equal([]);
    expect(generated.filter(decideHere)).to.have.length.greaterThan(100);
  });
});

function agrees(verdict: Verdict | undefined, allowed: boolean): boolean {
  return verdict !== undefined && 'allowed' in verdict && verdict.allowed === allowed;
}
