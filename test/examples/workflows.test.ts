import { expect } from 'chai';
import { changeTrust } from '../support/disturb/roles.js';
import { stopRecorder } from '../support/disturb/recorder.js';
import { openRepository, type Repository } from './github.js';
import { openPullRequest, type PullRequest } from './pull-request.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };

describe('the workflows of examples/github-actions, run step by step', function () {
  this.timeout(180_000);
  let repository: Repository;
  let pull: PullRequest;
  const push = (sha: string, fullName = 'octo-org/infra') =>
    repository.run('plan.yaml', 'plan', {
      github: {
        server_url: 'https://github.com',
        event: { pull_request: { number: 7, head: { sha, repo: { full_name: fullName } } } },
      },
      env: { GITHUB_API_URL: pull.api, GITHUB_REPOSITORY: 'octo-org/infra' },
    });
  const ours = () => pull.comments.filter(({ user }) => user.type === 'Bot').map(({ body }) => body);

  before(async () => {
    repository = await openRepository();
    pull = await openPullRequest('token');
    pull.say('<!-- orgsecrets plan -->\nnot the plan at all');
    for (let number = 1; number <= 120; number += 1) pull.say(`+${number}`);
  });
  after(async () => {
    pull.close();
    await repository.remove();
  });

  it('plan: puts the plan into one comment, and writes over it at the next push', async () => {
    const first = await push('aaaa');
    expect(first.failed, first.log).to.equal(false);
    expect(ours()).to.have.lengthOf(1);
    expect(ours()[0]).to.match(/^<!-- orgsecrets plan -->\n### orgsecrets: there is something to do\n/);
    expect(ours()[0]).to.contain('orgsecrets-hub').and.to.contain('Commit aaaa · [the run](');

    repository.editOrg((text) => text.replace('[us-east-1, eu-central-1]', '[us-east-1]'));
    expect((await push('bbbb')).failed).to.equal(false);
    expect(ours()).to.have.lengthOf(1);
    expect(ours()[0]).to.contain('Commit bbbb').and.not.to.contain('orgsecrets-recorder-eu-central-1');
    expect(pull.comments[0]?.body).to.contain('not the plan at all');
  });

  it('plan: fails where orgsecrets does, and the comment says so instead of the plan before', async () => {
    repository.editOrg((text) => text.replace('version: 1', 'version: one'));
    const wrong = await push('cccc');
    expect(wrong.failed).to.equal(true);
    expect(wrong.log).to.contain('version');
    expect(ours()).to.have.lengthOf(1);
    expect(ours()[0]).to.contain('the plan failed with exit code 3').and.to.contain('Commit cccc');
    repository.editOrg((text) =>
      text.replace('version: one', 'version: 1').replace('[us-east-1]', '[us-east-1, eu-central-1]'),
    );
  });

  it('plan: does not run for a fork, which has no token', async () => {
    expect((await push('dddd', 'somebody/infra')).ran).to.equal(false);
  });

  it('apply: applies the plan that was made after the merge, with the role that may, and covers everybody', async () => {
    const plan = await repository.run('apply.yaml', 'plan');
    expect([plan.failed, plan.outputs], plan.log).to.deep.equal([false, { code: '2' }]);
    expect(plan.summary).to.contain('orgsecrets-member');
    const mutating = repository.world.simulator.log.filter(({ operation }) => operation === 'CreateStackSet');
    expect(mutating).to.deep.equal([]);

    const applied = await repository.run('apply.yaml', 'apply', { needs: { plan } });
    expect(applied.failed, applied.log).to.equal(false);
    expect(applied.summary).to.contain('Apply ended with 0').and.to.contain('6 of 6 targets proved');
  });

  it('apply: asks for no approval where there is nothing to do', async () => {
    const plan = await repository.run('apply.yaml', 'plan');
    expect([plan.failed, plan.outputs]).to.deep.equal([false, { code: '0' }]);
    expect((await repository.run('apply.yaml', 'apply', { needs: { plan } })).ran).to.equal(false);
  });

  it('drift: finds none in a covered organization, and mends nothing then', async () => {
    const look = await repository.run('drift.yaml', 'look');
    expect([look.failed, look.outputs], look.log).to.deep.equal([false, { code: '0' }]);
    expect((await repository.run('drift.yaml', 'mend', { needs: { look } })).ran).to.equal(false);
  });

  it('drift: finds what somebody did, shows it in the summary, and mends it in the next job', async () => {
    await stopRecorder(repository.world.simulator, shop);
    const look = await repository.run('drift.yaml', 'look');
    expect([look.failed, look.outputs], look.log).to.deep.equal([false, { code: '2' }]);
    expect(look.summary).to.contain('recorder-stopped (1)');

    const mended = await repository.run('drift.yaml', 'mend', { needs: { look } });
    expect(mended.failed, mended.log).to.equal(false);
    expect(mended.summary).to.contain('mending ended with 0').and.to.contain('Mended: 1 finding, none left');
    expect((await repository.run('drift.yaml', 'look')).outputs).to.deep.equal({ code: '0' });
  });

  it('report: publishes a digest, keeps the reports, and shows them in the summary', async () => {
    const first = await repository.run('report.yaml', 'report');
    expect(first.failed, first.log).to.equal(false);
    expect(first.summary).to.contain('1 message sent: 4 new').and.to.contain('1 secret. **0.0 % compliant**');
    const { operation, accountId } =
      repository.world.simulator.log.findLast(({ service }) => service === 'sns') ?? {};
    expect([operation, accountId]).to.deep.equal(['Publish', '222222222222']);

    const second = await repository.run('report.yaml', 'report');
    expect(second.summary).to.contain('Nothing new since the last digest: 4 open still');
    expect(repository.kept('artifacts/reports/reports')).to.include.members([
      'report.html',
      'report.csv',
      'report.json',
    ]);
  });

  it('drift: fails where it could not look everywhere, with what it saw in the summary', async () => {
    await changeTrust(repository.world.simulator, shop, 'orgsecrets-look');
    const look = await repository.run('drift.yaml', 'look');
    expect([look.failed, look.outputs], look.log).to.deep.equal([true, { code: '1' }]);
    expect(look.summary).to.contain('Could not be looked at');
    expect((await repository.run('drift.yaml', 'mend', { needs: { look } })).ran).to.equal(false);
  });
});
