import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { withoutNodeNotice } from '../../src/aws/quiet-node-warning.js';

describe('the user’s screen', () => {
  it('never sees the SDK’s notice about the age of Node, even from the first client of a process', () => {
    const script = `
      import { readSharedSettings } from './src/aws/shared-settings.ts';
      await readSharedSettings({}, 'us-east-1', 1);
      process.emitWarning('a warning of somebody else');
    `;
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], AWS_CONFIG_FILE: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' },
      },
    );
    expect(status, stderr).to.equal(0);
    expect(stderr).to.include('a warning of somebody else').and.not.include('NodeVersionSupportWarning');
  });

  it('keeps every other warning, also while a client is made, and leaves nothing changed', () => {
    const seen: string[] = [];
    const original = Object.getOwnPropertyDescriptor(process, 'emitWarning')!;
    process.emitWarning = (warning: string | Error) => void seen.push(String(warning));
    const replaced = Object.getOwnPropertyDescriptor(process, 'emitWarning')!.value as unknown;
    try {
      withoutNodeNotice(() => {
        process.emitWarning('NodeVersionSupportWarning: old');
        process.emitWarning('another');
      });
      expect(seen).to.deep.equal(['another']);
      expect(Object.getOwnPropertyDescriptor(process, 'emitWarning')!.value).to.equal(replaced);
    } finally {
      Object.defineProperty(process, 'emitWarning', original);
    }
  });
});
