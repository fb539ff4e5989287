import { expect } from 'chai';
import { differencesText, ruleDifferences } from '../../src/desired/rule-differences.js';
import type { DesiredRule } from '../../src/model/desired.js';
import type { RuleLook } from '../../src/model/observed.js';

const desired: DesiredRule = {
  name: 'secretsmanager-secret-unused',
  identifier: 'SECRETSMANAGER_SECRET_UNUSED',
  parameters: {},
  defaults: { unusedForDays: '90' },
  frequency: 'TwentyFour_Hours',
};
const found: RuleLook = {
  name: desired.name,
  state: 'ACTIVE',
  identifier: desired.identifier,
  parameters: {},
  frequency: undefined,
};
const told = (wanted: Partial<DesiredRule>, seen: Partial<RuleLook>) =>
  differencesText(ruleDifferences({ ...desired, ...wanted }, { ...found, ...seen }));

describe('a rule beside the one that should be', () => {
  it('is the same whether a default is spelt out or not, on either side', () => {
    const days = { parameters: { unusedForDays: '90' } };
    for (const wanted of [{}, days])
      for (const seen of [{}, days, { frequency: 'TwentyFour_Hours' }])
        expect(told(wanted, seen)).to.equal('');
  });

  it('differs by a parameter, by how often it runs, and by being another rule altogether', () => {
    expect(told({}, { parameters: { unusedForDays: '30' } })).to.equal(
      'parameters.unusedForDays is 30, not 90',
    );
    expect(told({ parameters: { unusedForDays: '30' } }, {})).to.equal(
      'parameters.unusedForDays is 90, not 30',
    );
    expect(told({}, { parameters: { other: 'x' } })).to.equal('parameters.other is x, not set');
    expect(told({}, { frequency: 'One_Hour' })).to.equal('frequency is One_Hour, not TwentyFour_Hours');
    expect(told({}, { identifier: undefined, frequency: 'One_Hour' })).to.equal(
      'identifier is not set, not SECRETSMANAGER_SECRET_UNUSED',
    );
  });

  it('that runs at changes has no frequency to differ by', () => {
    expect(told({ frequency: undefined }, { frequency: 'One_Hour' })).to.equal('');
  });
});
