import { expect } from 'chai';
import type { Catalog } from '../../src/model/catalog.js';
import { checkAccepted } from '../../src/desired/check-accepted.js';
import type { Organization } from '../../src/model/organization.js';
import { OrgSecretsError } from '../../src/model/errors.js';

const accounts = ['111111111111', '333333333333'].map((id) => ({
  id,
})) as unknown as Organization['accounts'];
const catalog = { regions: ['ap-east-1', 'eu-west-1'].map((name) => ({ name })) } as unknown as Catalog;
const refusal = (gap: string, scope = {}): OrgSecretsError | undefined => {
  try {
    checkAccepted([gap], { accounts }, { scope }, catalog);
    return undefined;
  } catch (error) {
    if (error instanceof OrgSecretsError) return error;
    throw error;
  }
};

describe('gaps that a person accepts', () => {
  it('may be of any account of the organization, and in every Region, covered or not', () => {
    for (const gap of ['111111111111', '333333333333/eu-west-1', '333333333333/ap-east-1'])
      expect(refusal(gap), gap).to.equal(undefined);
  });

  it('are refused for an account that is not there, with the nearest one', () => {
    expect(refusal('999999999999')).to.include({ code: 'InvalidUsage', fault: 'user' });
    expect(refusal('999999999999')?.message).to.equal(
      'There is no account 999999999999 in the organization, which --accept-gaps names.',
    );
    expect(refusal('333333333334')?.instructions).to.contain('Did you mean 333333333333?');
    expect(refusal('999999999999', { accounts: new Set(['333333333333']) })?.message).to.contain(
      'none of those that this run is for',
    );
  });

  it('are refused in a Region that AWS does not have, with the nearest one', () => {
    const refused = refusal('333333333333/mars-1');
    expect(refused).to.include({ code: 'InvalidUsage', fault: 'user' });
    expect(refused?.message).to.equal('There is no Region mars-1, which --accept-gaps names.');
    expect(refusal('333333333333/eu-west-9')?.instructions).to.contain('Did you mean eu-west-1?');
  });
});
