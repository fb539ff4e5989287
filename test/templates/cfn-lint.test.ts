import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { cloudFormationFiles } from '../../scripts/template-files.js';
import { venvCommand, venvReady } from '../../scripts/venv.js';
import { root } from '../support/in-process.js';
import { templateFiles } from './load.js';

const ready = venvReady();
/** On a developer's machine without Python there is nothing to run; in CI that is a failure. */
const required = process.env.CI === 'true';

if (!ready && !required) {
  console.log("cfn-lint is not run: the Python environment is not there ('npx tsx scripts/python-venv.ts').");
} else {
  describe('cfn-lint', () => {
    it('finds nothing in any template, those of the examples too', function () {
      this.timeout(120_000);
      const files = cloudFormationFiles(root);
      expect(files.length).to.be.greaterThan(templateFiles.length);
      expect(ready, 'the Python environment is needed where CI=true').to.equal(true);
      const run = spawnSync(venvCommand('cfn-lint'), [...files], {
        cwd: root,
        encoding: 'utf8',
        timeout: 110_000,
      });
      expect(run.stdout + run.stderr).to.equal('');
      expect(run.status).to.equal(0);
    });
  });
}
