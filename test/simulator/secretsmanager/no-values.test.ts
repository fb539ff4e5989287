import { expect } from 'chai';
import { addedRole, member, refusal, region, sessionOf, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

describe('simulator: values of secrets', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const secret = { accountId: member, region, name: 'db' };

  it('are not there, for nobody', async () => {
    test = await testWorld({ secrets: [secret] });
    const refused = await refusal(test.call('secretsmanager', 'GetSecretValue', { SecretId: 'db' }));
    expect(refused.code).to.equal('ResourceNotFoundException');
    expect(refused.message).to.contain('the specified secret value');
    const batch = await test.call('secretsmanager', 'BatchGetSecretValue', { SecretIdList: ['db'] });
    expect(batch['SecretValues']).to.deep.equal([]);
    expect(batch['Errors']).to.have.length(1);
  });

  it('are refused first to whom policies refuse them, and the call is in the log', async () => {
    test = await testWorld({ secrets: [secret] });
    const role = addedRole(test.world, member, 'reader', {
      allow: [{ Action: 'secretsmanager:DescribeSecret', Resource: '*' }],
    });
    const caller = sessionOf(role, member);
    await test.call('secretsmanager', 'DescribeSecret', { SecretId: 'db' }, { caller });
    const refused = await refusal(
      test.call('secretsmanager', 'GetSecretValue', { SecretId: 'db' }, { caller }),
    );
    expect(refused.code).to.equal('AccessDeniedException');
    expect(test.simulator.log.at(-1)).to.include({ operation: 'GetSecretValue', error: refused.code });
  });

  it('that come with a request are neither kept nor logged', async () => {
    test = await testWorld();
    const value = 'correct-horse';
    const given = { SecretString: value };
    await test.call('secretsmanager', 'CreateSecret', { Name: 'one', ...given });
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: 'one', Description: 'a', ...given });
    await refusal(test.call('secretsmanager', 'CreateSecret', { Name: 'one', ...given }));
    expect(JSON.stringify([test.simulator.log, test.simulator.snapshot()])).not.to.contain(value);
    expect(test.simulator.log.filter(({ operation }) => operation === 'CreateSecret')).to.have.length(2);
  });
});
