import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { DriftView } from '../../src/report/types.js';
import { bootstrapPlan, planView, stoppedRecorder as stopped } from '../report/sample.js';
import { runCli } from './fake-host.js';

const view = (findings: DriftView['findings'] = []): DriftView => ({
  organizationId: 'o-acme123456',
  prefix: 'orgsecrets',
  depth: 'standard',
  only: [],
  targets: 2,
  findings,
  unseen: [],
  assumed: [],
  unchecked: [],
  accountNames: new Map([['333333333333', 'shop']]),
  calls: planView(['333333333333']).calls,
});

describe('drift --remediate without --auto-approve', () => {
  const ask = async (terminal?: { columns: number; typed: string }) => {
    let answer: boolean | undefined;
    const ended = await runCli(
      ['drift', '--remediate', '--no-record'],
      {
        remediate: async (_run, { approve }) => {
          answer = await approve(view([stopped]), bootstrapPlan(['333333333333']));
          if (answer) return view();
          throw new OrgSecretsError('Refused', 'Nothing was mended: it was not approved.', { fault: 'user' });
        },
      },
      terminal ? { terminal } : {},
    );
    return { ...ended, answer };
  };

  it('shows what was found, asks, and mends after a yes', async () => {
    const { answer, exitCode, stderr } = await ask({ columns: 80, typed: 'yes\n' });
    expect([answer, exitCode]).to.deep.equal([true, 0]);
    expect(stderr).to.contain('recorder-stopped (1)').and.to.contain('Mend this? (yes or no)');
  });

  for (const typed of ['no\n', '\n', ''])
    it(`mends nothing after ${JSON.stringify(typed)}, and ends with 4`, async () => {
      const { answer, exitCode, stderr } = await ask({ columns: 80, typed });
      expect([answer, exitCode]).to.deep.equal([false, 4]);
      expect(stderr).to.contain('Nothing was mended');
    });

  it('does not even look where there is nobody to ask, and ends with 3', async () => {
    const { answer, exitCode, stderr } = await ask();
    expect([answer, exitCode]).to.deep.equal([undefined, 3]);
    expect(stderr).to.contain('There is nobody to ask').and.to.contain('--auto-approve');
  });
});
