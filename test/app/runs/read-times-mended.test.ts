import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readTimesMended } from '../../../src/app/runs/read-times-mended.js';
import { seenKinds } from '../../../src/model/drift.js';
import type { Event } from '../../../src/model/events.js';
import type { EntryOf } from '../../../src/report/record/entries.js';
import { after, begun, textOf } from '../../report/record/records.js';
import { stoppedRecorder } from '../../report/sample.js';

const organizationId = 'o-example1234';
const shop = stoppedRecorder;
const audit = { ...stoppedRecorder, accountId: '222222222222' };

describe('what earlier runs mended', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keep = (
    name: string,
    day: number,
    mended: readonly (typeof shop)[],
    options: EntryOf<'begun'>['options'] = {},
  ) => {
    const at = `2026-11-${String(day).padStart(2, '0')}T06:00:00.000Z`;
    const findings = mended.map(({ kind, accountId, region, thing, reason }) => ({
      ...{ kind, thing, reason },
      ...(accountId !== undefined && { accountId }),
      ...(region !== undefined && { region }),
    }));
    const entries = [
      begun({ at, options: { remediate: true, depth: 'standard', ...options } }),
      after(1, { code: 'surveyed', organizationId, accounts: 2, targets: 2 }),
      after(2, { code: 'found', findings, unseen: [] }),
      after(3, { code: 'mended', findings }),
      after(4, { code: 'closed', exitCode: 0 }),
    ];
    writeFileSync(join(folder, `${name}.jsonl`), textOf(entries));
  };
  const timesOf = async () => {
    const events: Event[] = [];
    const kinds = seenKinds('standard');
    const times = await readTimesMended(folder, organizationId, kinds, (event) => events.push(event));
    expect(events).to.deep.equal([]);
    return [shop, audit].map((one) => `${times(one, 3).mended} of ${times(one, 3).runs}`);
  };

  it('is told by the last three, whatever their files are called', async () => {
    for (const day of [7, 8, 9]) keep(`drift-${day}`, day, [shop]);
    for (const day of [10, 11, 12]) keep(`drift-${day}`, day, [audit]);
    expect(await timesOf()).to.deep.equal(['0 of 3', '3 of 3']);
  });

  it('is told by the last three that looked there, however many were for others', async () => {
    for (const day of [7, 8, 9]) keep(`${day}`, day, day === 7 ? [audit] : [shop, audit]);
    for (let day = 10; day < 28; day += 1) keep(`${day}`, day, [], { account: ['222222222222'] });
    expect(await timesOf()).to.deep.equal(['2 of 3', '0 of 3']);
  });
});
