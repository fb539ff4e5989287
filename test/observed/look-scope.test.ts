import { expect } from 'chai';
import { lookScope } from '../../src/observed/look-scope.js';
import { smallDesired, stackSetOf, standingStackSet } from '../support/desired.js';

const accounts = ['222222222222', '333333333333'];
const desired = smallDesired({
  stackSets: [stackSetOf('slr', accounts, { name: 'orgsecrets-slr' }), stackSetOf('recorder', accounts)],
});

/** Recorders of ours stand everywhere, with this role. */
function standing(role: string) {
  const name = 'orgsecrets-recorder-eu-west-1';
  const stackSet = standingStackSet(name, accounts, { RecorderRole: role });
  return lookScope(desired, new Map([[name, stackSet]])).map((scope) => scope.serviceLinkedRole);
}

describe('the scope of a look', () => {
  it('asks for the service-linked role where recorders are to change to it, not where they have it', () => {
    expect(standing('dedicated')).to.deep.equal([true, true]);
    expect(standing('service-linked')).to.deep.equal([false, false]);
  });
});
