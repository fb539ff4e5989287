import { killedAndAgain, wholeRun } from './killed.js';

describe('promise 3 on the built command line: SIGKILL at a mutating call, then the same command again', function () {
  this.timeout(240_000);
  // Each kind of thing that the product changes: access, definitions, instances, proof, aggregator.
  const chosen = [
    'RegisterDelegatedAdministrator',
    'CreateStackSet',
    'CreateStackInstances',
    'DeliverConfigSnapshot',
  ];

  it('ends in the state of a run that was never killed', async () => {
    const whole = await wholeRun('small');
    const calls = chosen.map((operation) => whole.operations.indexOf(operation) + 1);
    for (const [index, mutatingCall] of [...calls, whole.operations.length].entries())
      await killedAndAgain('small', { mutatingCall, when: index % 2 === 0 ? 'after' : 'before' }, whole);
  });
});
