import { expect } from 'chai';
import { coveredRules } from '../../src/desired/covered-rules.js';
import type { Region } from '../../src/model/catalog.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { RuleRefusal } from '../../src/model/rule-refusal.js';
import { testCatalog } from '../support/arbitraries/catalog.js';
import { orgConfig } from '../support/arbitraries/org-config.js';

const region = 'eu-central-1';
const rule = 'secretsmanager-using-cmk';
const refusal: RuleRefusal = { region, rule, reason: 'The sourceIdentifier is invalid.' };

function covered(changes: Partial<OrgConfig['rules'][typeof rule]>, refusals: readonly RuleRefusal[] = []) {
  const config = orgConfig();
  const catalog = testCatalog();
  const regions: readonly Region[] = catalog.regions.filter(({ name }) => name === region);
  const rules = { ...config.rules, [rule]: { ...config.rules[rule], ...changes } };
  const { byRegion, ...rest } = coveredRules({ ...config, rules }, catalog, regions, 'org.yaml', refusals);
  return { names: byRegion.get(region)?.map(({ name }) => name), ...rest };
}

describe('the rules of a Region', () => {
  it('do without one that the org.yaml leaves out there, with its reason', () => {
    const { names, exclusions } = covered({ excludeRegions: [{ name: region, reason: 'AWS refuses it' }] });
    expect(names).to.have.length(4).and.not.to.include(rule);
    expect(exclusions).to.deep.include({
      region,
      rule,
      reason: 'AWS refuses it',
      source: 'org.yaml rules.secretsmanager-using-cmk.excludeRegions',
    });
  });

  it('do without one that AWS refused, which is no exclusion: nobody has decided that', () => {
    const { names, exclusions, refused } = covered({}, [refusal]);
    expect(names).to.have.length(4).and.not.to.include(rule);
    expect(exclusions.filter((one) => one.rule === rule && one.region === region)).to.deep.equal([]);
    expect(refused).to.deep.equal([refusal]);
  });

  it('have no refused rule where the org.yaml leaves it out', () => {
    expect(covered({ excludeRegions: [{ name: region }] }, [refusal]).refused).to.deep.equal([]);
  });
});
