import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepRecord } from '../../../src/app/runs/keep-record.js';
import { readRuns } from '../../../src/app/runs/read-runs.js';
import type { Run } from '../../../src/app/run.js';
import { OrgSecretsError } from '../../../src/model/errors.js';
import type { Event } from '../../../src/model/events.js';
import type { Action } from '../../../src/model/plan.js';
import { parseRecord } from '../../../src/report/record/parse-record.js';
import { orgConfig } from '../../support/arbitraries/org-config.js';
import { InstantClock } from '../../support/instant-clock.js';

const run = {
  config: orgConfig(),
  configFile: 'org.yaml',
  aws: {
    identity: { accountId: '111111111111', arn: 'arn', partition: 'aws' },
    calls: () => ({ total: 7, mutating: 2, byOperation: {} }),
  },
} as unknown as Run;

const reading: Event = { code: 'reading', what: 'organization' };

describe('keeping a record of a run', () => {
  let folder: string;
  let warnings: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
    warnings = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keep = (path: string | undefined, command = 'apply') =>
    keepRecord(
      { command, version: '1.2.3', options: { autoApprove: true }, path },
      new InstantClock(),
      (text) => warnings.push(text),
    );

  it('writes nothing where the run could not begin', () => {
    const recorder = keep(`${folder}/`);
    recorder.emit(reading);
    recorder.end({ exitCode: 3 });
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('begins with who ran what, also where something happened before the file was open', () => {
    const recorder = keep(`${folder}/`);
    recorder.emit(reading);
    recorder.begin(run);
    recorder.end({ exitCode: 0 });
    const [name = ''] = readdirSync(folder);
    expect(name).to.match(/^\d{8}T\d{6}\.\d{3}Z-apply\.jsonl$/);
    const { begun, entries } = parseRecord(readFileSync(join(folder, name), 'utf8'), name);
    expect(entries.map(({ code }) => code)).to.deep.equal(['begun', 'reading', 'closed']);
    expect(begun).to.deep.include({
      id: name.replace('.jsonl', ''),
      command: 'apply',
      version: '1.2.3',
      options: { autoApprove: true },
      callerAccountId: '111111111111',
      prefix: 'orgsecrets',
    });
    expect(entries.at(-1)).to.deep.include({ exitCode: 0, calls: { total: 7, mutating: 2 } });
  });

  it('has each thing in the file as soon as it happened, so that a crash loses none', async () => {
    const recorder = keep(`${folder}/`);
    recorder.begin(run);
    recorder.emit(reading);
    recorder.emit({ code: 'warning', text: 'careful' });
    const { records } = await readRuns(folder);
    expect(records[0]!.entries.map(({ code }) => code)).to.deep.equal(['begun', 'reading', 'warning']);
    recorder.end({ exitCode: 1 });
  });

  it('has what an action waits for once, however often it says so', async () => {
    const recorder = keep(`${folder}/`);
    recorder.begin(run);
    const action: Action = { id: 'a', type: 'activate-stacksets-access', dependsOn: [], destructive: false };
    for (const text of ['queued', 'running', 'running', 'running'])
      recorder.emit({ code: 'action-progress', action, text });
    recorder.end({ exitCode: 0 });
    const { records } = await readRuns(folder);
    expect(records[0]!.entries.flatMap((entry) => ('text' in entry ? [entry.text] : []))).to.deep.equal([
      'queued',
      'running',
    ]);
  });

  it('tells two runs of the same moment apart', () => {
    for (const recorder of [keep(`${folder}/`), keep(`${folder}/`)]) {
      recorder.begin(run);
      recorder.end({ exitCode: 0 });
    }
    expect(readdirSync(folder)).to.have.length(2);
  });

  it('is kept in a file that is named, with the folders above it', () => {
    const file = join(folder, 'some', 'where.jsonl');
    const recorder = keep(file);
    recorder.begin(run);
    recorder.end({ exitCode: 0 });
    expect(existsSync(file)).to.equal(true);
  });

  it('does not write over a file that is there', () => {
    const file = join(folder, 'mine.jsonl');
    writeFileSync(file, 'mine');
    expect(() => keep(file).begin(run))
      .to.throw(OrgSecretsError, 'EEXIST')
      .with.property('code', 'InvalidUsage');
    expect(readFileSync(file, 'utf8')).to.equal('mine');
  });

  it('warns, and lets the run go on, where the usual folder can not be made', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      writeFileSync('.orgsecrets', 'a file');
      const recorder = keep(undefined);
      recorder.begin(run);
      recorder.emit(reading);
      recorder.end({ exitCode: 0 });
    } finally {
      process.chdir(before);
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('--record names another place');
  });
});

describe('reading records of runs', () => {
  it('finds none in a folder that is not there', async () => {
    expect(await readRuns('/nowhere/at/all')).to.deep.equal({ records: [], unreadable: [] });
  });

  it('names files that are no records, and folders that are in the way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
    try {
      writeFileSync(join(folder, 'other.jsonl'), '{"code":"warning"}\n');
      writeFileSync(join(folder, 'notes.txt'), 'not ours');
      const { records, unreadable } = await readRuns(folder);
      expect(records).to.deep.equal([]);
      expect(unreadable.map(({ file }) => file)).to.deep.equal([join(folder, 'other.jsonl')]);
      mkdirSync(join(folder, 'file'));
      writeFileSync(join(folder, 'plain'), '');
      const error = await readRuns(join(folder, 'plain')).catch((thrown: unknown) => thrown);
      expect(error).to.deep.include({ code: 'InvalidUsage' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
