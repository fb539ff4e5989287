import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { expect } from 'chai';
import { parseWorld } from '../../../src/simulator/world-file/parse.js';
import { startSimulator } from '../../../src/simulator/start.js';
import { clients, management } from '../kernel/support/simulator.js';

const world = `
version: 1
organization: { id: o-a1b2c3d4e5, managementAccountId: '${management}' }
regions: [us-east-1]
accounts:
  - { id: '${management}', name: management }
  - { id: '222222222222', name: new, settingUp: 600000 }
principals:
  somebody: { accountId: '222222222222', type: role, name: somebody, managedPolicies: [AdministratorAccess] }
`;

describe('simulator: an account that AWS is still setting up', () => {
  it('has its credentials refused in every Region for a while, and not afterwards', async () => {
    const simulator = await startSimulator({
      world: parseWorld(world, 'test.yaml'),
      clock: { mode: 'stepped' },
      policyRoot: '.',
    });
    const { config, sts } = clients(simulator, simulator.credentials['somebody']);
    const describeRecorders = () =>
      config.send(new DescribeConfigurationRecordersCommand({})).then(
        () => 'answered',
        (error: Error) => error.name,
      );
    expect(await describeRecorders()).to.equal('UnrecognizedClientException');
    await simulator.clock.sleep(600_000);
    expect(await describeRecorders()).to.equal('answered');
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).to.equal('222222222222');
    await simulator.stop();
  });
});
