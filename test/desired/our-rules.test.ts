import { expect } from 'chai';
import { ourRules } from '../../src/desired/our-rules.js';
import { ruleParameter } from '../../src/desired/parameters.js';
import { ruleNames } from '../../src/model/catalog.js';
import { loadTemplate } from '../templates/load.js';

const template = loadTemplate('rules.yaml');
const all = Object.fromEntries(ruleNames.map((name) => [ruleParameter(name), 'true']));
/** A value for each parameter of the template. */
const given = Object.fromEntries(Object.keys(template.Parameters ?? {}).map((name) => [name, `the ${name}`]));

/** What a template's value comes to where every condition holds that a value is given. */
function evaluated(value: unknown, parameters: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluated(item, parameters));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, inner] = entries[0] ?? [];
  if (name === 'Ref') return parameters[inner as string];
  if (name === 'Fn::If') return evaluated((inner as unknown[])[1], parameters);
  return Object.fromEntries(entries.map(([key, item]) => [key, evaluated(item, parameters)]));
}

describe('the rules that our stack makes', () => {
  it('are what templates/rules.yaml says, with every parameter given', () => {
    const ours = ourRules({ ...given, ...all });
    const parameters = { ...given, ...all };
    const theirs = Object.values(template.Resources).map(
      ({ Properties }) => evaluated(Properties, parameters) as Record<string, unknown>,
    );
    expect(theirs).to.have.lengthOf(ours.length);
    for (const rule of ours) {
      const made = theirs.find(({ ConfigRuleName }) => ConfigRuleName === rule.name);
      expect({
        ConfigRuleName: rule.name,
        Description: rule.description,
        Source: { Owner: 'AWS', SourceIdentifier: rule.identifier },
        ...(rule.resourceTypes.length > 0 && { Scope: { ComplianceResourceTypes: rule.resourceTypes } }),
        ...(Object.keys(rule.parameters).length > 0 && { InputParameters: rule.parameters }),
        ...(rule.frequency && { MaximumExecutionFrequency: rule.frequency }),
      }).to.deep.equal(made);
    }
  });

  it('leave to AWS what is not given, and leave out what is turned off', () => {
    const [rule, ...rest] = ourRules({ ...all, UsingCmk: 'false' });
    expect(rest).to.have.lengthOf(3);
    expect(rule).to.deep.include({ parameters: {}, frequency: undefined });
  });
});
