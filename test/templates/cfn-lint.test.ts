import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { venvCommand, venvReady } from '../../scripts/venv.js';
import { templateFiles, templatesFolder } from './load.js';

const ready = venvReady();
/** On a developer's machine without Python there is nothing to run; in CI that is a failure. */
const required = process.env.CI === 'true';

if (!ready && !required) {
  console.log("cfn-lint is not run: the Python environment is not there ('npx tsx scripts/python-venv.ts').");
} else {
  describe('cfn-lint', () => {
    it('finds nothing in any template', function () {
      this.timeout(120_000);
      expect(ready, 'the Python environment is needed where CI=true').to.equal(true);
      const run = spawnSync(venvCommand('cfn-lint'), [...templateFiles], {
        cwd: templatesFolder,
        encoding: 'utf8',
        timeout: 110_000,
      });
      expect(run.stdout + run.stderr).to.equal('');
      expect(run.status).to.equal(0);
    });
  });
}
