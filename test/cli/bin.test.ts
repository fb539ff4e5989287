import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = `${root}bin/orgsecrets.js`;

function milliseconds(...args: readonly string[]): number {
  const started = performance.now();
  expect(spawnSync(process.execPath, args).status).to.equal(0);
  return performance.now() - started;
}

describe('bin/orgsecrets.js --version', () => {
  it('prints the version of the package and nothing else', () => {
    const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' });
    expect({ stdout, stderr, status }).to.deep.equal({ stdout: `${version}\n`, stderr: '', status: 0 });
  });

  it('takes at most 1.5 times as long as node that does nothing', () => {
    // The fastest of several: on a busy machine that one was disturbed least.
    const fastest = (...args: readonly string[]) =>
      Math.min(...Array.from({ length: 9 }, () => milliseconds(...args)));
    const bare = fastest('-e', '0');
    expect(fastest(bin, '--version') / bare).to.be.at.most(1.5);
  });
});
