import { expect } from 'chai';
import { observeStackSets } from '../../src/observed/observe-stack-sets.js';
import type { StackSetsReadPort } from '../../src/observed/ports.js';

const names = ['orgsecrets-rules-eu-west-1', 'orgsecrets-rules-us-east-1'];
const [standing, gone] = names;

/** `gone` goes after it was described. */
const port: StackSetsReadPort = {
  organizationsAccess: async () => 'ENABLED',
  listStackSets: async () => names,
  listStackSetsElsewhere: async () => [],
  ownerOf: async () => 'orgsecrets',
  moveTo: () => {},
  describeStackSet: async (name) => ({
    name,
    id: `${name}:id`,
    permissionModel: 'SERVICE_MANAGED',
    templateBody: 'Resources: {}',
    parameters: {},
    tags: { 'orgsecrets:owner': 'orgsecrets' },
    autoDeployment: undefined,
    managedExecution: true,
    organizationalUnits: [],
  }),
  listStackInstances: async (name) => (name === gone ? undefined : []),
  instanceOverrides: async () => ({}),
  describeStack: async () => undefined,
};

describe('observing StackSets while another run takes them away', () => {
  it('passes over one that goes between its description and its instances, whoever’s are listed', async () => {
    for (const listed of ['all', ['333333333333']] as const) {
      const found = await observeStackSets('orgsecrets', port, new AbortController().signal, () => listed);
      expect([...found.keys()]).to.deep.equal([standing]);
    }
  });
});
