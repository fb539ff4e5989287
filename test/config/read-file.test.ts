import { expect } from 'chai';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidOrgConfig, readOrgConfig } from '../../src/config/read-file.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { theCatalog } from '../catalog/the-catalog.js';
import { minimal } from './parse.js';

describe('readOrgConfig', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'orgsecrets-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  async function write(content: string | Uint8Array): Promise<string> {
    const path = join(folder, 'org.yaml');
    await fs.writeFile(path, content);
    return path;
  }

  async function refused(path: string): Promise<OrgSecretsError> {
    try {
      await readOrgConfig(path, fs, theCatalog);
    } catch (error) {
      if (!(error instanceof OrgSecretsError)) throw error;
      expect(error).to.include({ code: 'InvalidConfig', fault: 'user' });
      expect(error.instructions).to.be.a('string');
      return error;
    }
    throw new Error('nothing was refused');
  }

  it('reads a file', async () => {
    const config = await readOrgConfig(await write(minimal()), fs, theCatalog);
    expect(config.delegatedAdministrator.homeRegion).to.equal('us-east-1');
  });

  it('gives every problem, in the message too', async () => {
    const path = await write(minimal('tag: {}\nrecorders: {}\n'));
    const error = await refused(path);
    expect(error).to.be.instanceOf(InvalidOrgConfig);
    expect((error as InvalidOrgConfig).problems).to.have.length(2);
    expect(error.message).to.include(`${path}:9:1 tag: is not a key here – did you mean tags?\n`);
  });

  it('says that a file is not there', async () => {
    expect((await refused(join(folder, 'none.yaml'))).message).to.match(/none\.yaml does not exist\.$/);
    expect((await refused(join(await write(''), 'none.yaml'))).message).to.match(/does not exist\.$/);
  });

  it('says that a path is a directory', async () => {
    expect((await refused(folder)).message).to.match(/is a directory, not a file\.$/);
  });

  it('does not read a device', async () => {
    expect((await refused('/dev/null')).message).to.equal('/dev/null is no ordinary file.');
  });

  it('refuses 20 MB before it reads them', async () => {
    const path = join(folder, 'org.yaml');
    await fs.writeFile(path, '');
    await fs.truncate(path, 20 * 1024 * 1024);
    const error = await readOrgConfig(
      path,
      { stat: fs.stat, readFile: () => Promise.reject(new Error('read all the same')) },
      theCatalog,
    ).catch((caught: unknown) => caught);
    expect(error).to.include({ code: 'InvalidConfig' });
    expect((error as Error).message).to.include('is too large: 20,971,520 bytes');
  });

  it('says that a file is no text', async () => {
    expect((await refused(await write(Uint8Array.of(0xff, 0xfe, 0x00)))).message).to.match(
      /is not text in UTF-8\.$/,
    );
  });

  it('says that a file may not be read, and keeps the cause', async () => {
    const cause = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const error = await readOrgConfig(
      'org.yaml',
      { stat: () => Promise.reject(cause), readFile: () => Promise.reject(cause) },
      theCatalog,
    ).catch((caught: unknown) => caught);
    expect((error as OrgSecretsError).message).to.equal('org.yaml may not be read by this user.');
    expect((error as OrgSecretsError).cause).to.equal(cause);
  });
});
