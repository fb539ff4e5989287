import { expect } from 'chai';
import { apply } from '../../src/app/apply.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { administratorOf } from '../support/disturb/administrator.js';
import { startWorld, type InProcess } from '../support/in-process.js';

describe('apply with another org.yaml', () => {
  let world: InProcess;
  before(async () => {
    world = await startWorld('small');
  });
  after(() => world.stop());

  async function applied(changes: Partial<OrgConfig>) {
    const run = await world.run();
    try {
      return await apply(
        { ...run, config: { ...run.config, ...changes } },
        { approve: async () => true, acceptGaps: [], allowDestroy: false },
      );
    } finally {
      run.aws.close();
    }
  }

  it('takes a tag off that is gone from it, with the permissions that are shipped, and then finds nothing to do', async () => {
    await applied({ tags: { team: 'security', cost: '42' } });
    const second = await applied({ tags: { team: 'platform' } });
    expect(second.outcome.outcome, JSON.stringify(second.outcome.results, undefined, 1)).to.equal('done');
    expect(second.calls.byOperation['cloudformation:UpdateStackSet']).to.be.greaterThan(0);
    expect((await applied({ tags: { team: 'platform' } })).calls.mutating).to.equal(0);
  });
});

describe('an apply that is interrupted at its question', () => {
  it('ends as interrupted, not as refused, and has changed nothing', async () => {
    const world = await startWorld('small');
    const controller = new AbortController();
    const approve = async () => {
      controller.abort(new OrgSecretsError('Interrupted', 'Ctrl-C', { fault: 'user' }));
      return false;
    };
    try {
      const end = await world.apply({ approve, signal: controller.signal }).catch((error: unknown) => error);
      expect(end).to.include({ code: 'Interrupted' });
      expect(world.simulator.log.filter(({ mutating }) => mutating)).to.deep.equal([]);
    } finally {
      await world.stop();
    }
  });
});

describe('a bucket of the hub’s name that appears once the plan is approved', function () {
  this.timeout(60_000);

  it('fails the hub once; the next apply uses it', async () => {
    const world = await startWorld('small');
    const hub = { accountId: '222222222222', region: 'us-east-1' };
    const bucket = { Bucket: `orgsecrets-config-${hub.accountId}-${hub.region}` };
    const approve = async () => {
      await administratorOf(world.simulator, hub).call('s3', 'CreateBucket', bucket);
      return true;
    };
    try {
      const first = await world.apply({ approve });
      expect(first.outcome.outcome).to.equal('failed');
      const [failure] = first.outcome.results.flatMap(({ failures }) => failures);
      expect(failure?.instructions).to.contain('The bucket appeared there');
      const second = await world.apply();
      expect(second.outcome.outcome, JSON.stringify(second.outcome.results, undefined, 1)).to.equal('done');
    } finally {
      await world.stop();
    }
  });
});

describe('apply against an AWS with small pages', () => {
  it('loses none of them', async () => {
    const world = await startWorld('small', (text) => `${text}\npageSize: 1\nemptyPages: true\n`);
    try {
      const { outcome } = await world.apply();
      expect(outcome.outcome, JSON.stringify(outcome.results, undefined, 1)).to.equal('done');
    } finally {
      await world.stop();
    }
  });
});
