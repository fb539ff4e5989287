import { expect } from 'chai';
import type { ObservedStackSet } from '../../src/model/observed.js';
import { lookScope } from '../../src/observed/look-scope.js';
import { smallDesired, stackSetOf } from '../support/desired.js';

const accounts = ['222222222222', '333333333333'];
const desired = smallDesired({
  stackSets: [stackSetOf('slr', accounts, { name: 'orgsecrets-slr' }), stackSetOf('recorder', accounts)],
});

/** Recorders of ours stand everywhere, with this role. */
function standing(role: string) {
  const name = 'orgsecrets-recorder-eu-west-1';
  const stackSet: ObservedStackSet = {
    name,
    id: `${name}:id`,
    permissionModel: 'SERVICE_MANAGED',
    owned: true,
    templateDigest: 'digest-1',
    parameters: { RecorderRole: role },
    tags: {},
    autoDeployment: { enabled: false, dependsOn: [] },
    managedExecution: true,
    organizationalUnits: ['r-abcd'],
    instances: accounts.map((accountId) => ({
      accountId,
      region: 'eu-west-1',
      status: 'CURRENT',
      detailedStatus: 'SUCCEEDED',
      statusReason: undefined,
      stackId: 'stack',
      organizationalUnitId: 'r-abcd',
    })),
  };
  return lookScope(desired, new Map([[name, stackSet]])).map((scope) => scope.serviceLinkedRole);
}

describe('the scope of a look', () => {
  it('asks for the service-linked role where recorders are to change to it, not where they have it', () => {
    expect(standing('dedicated')).to.deep.equal([true, true]);
    expect(standing('service-linked')).to.deep.equal([false, false]);
  });
});
