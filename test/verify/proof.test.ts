import { expect } from 'chai';
import type { Gap } from '../../src/model/outcome.js';
import { Proof } from '../../src/verify/proof.js';

const gap: Gap = {
  accountId: '333333333333',
  region: 'eu-west-1',
  thing: 'rules',
  reason: 'missing',
  pending: false,
};

describe('a proof', () => {
  it('is made of no gaps', () => {
    expect(Proof.of([], [])).to.be.instanceOf(Proof);
  });

  it('is refused for one gap, which is named', () => {
    expect(Proof.of([gap], [])).to.deep.equal([gap]);
  });

  it('accepts a gap only by its account, or its account and Region', () => {
    expect(Proof.of([gap], ['333333333333'])).to.be.instanceOf(Proof);
    expect(Proof.of([gap], ['333333333333/eu-west-1'])).to.be.instanceOf(Proof);
    expect(Proof.of([gap], ['333333333333/eu-central-1'])).to.deep.equal([gap]);
    expect(Proof.of([gap], ['*', '333', 'eu-west-1', ''])).to.deep.equal([gap]);
  });

  it('cannot be counterfeited by an object of the same form', () => {
    const counterfeit = Object.create(Proof.prototype) as Proof;
    expect(counterfeit.valid).to.equal(false);
    expect((Proof.of([], []) as Proof).valid).to.equal(true);
  });
});
