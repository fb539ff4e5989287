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
    // The fastest of several, taken in turn: on a busy machine those were disturbed least, and alike.
    const turns = Array.from(
      { length: 15 },
      () => [milliseconds('-e', '0'), milliseconds(bin, '--version')] as const,
    );
    const bare = Math.min(...turns.map(([time]) => time));
    const version = Math.min(...turns.map(([, time]) => time));
    expect(version / bare).to.be.at.most(1.5);
  });
});
