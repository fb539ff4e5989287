import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readTimesCovered } from '../../../src/app/runs/read-times-covered.js';
import { recordsOf } from '../../../src/app/runs/records-of.js';
import type { Event } from '../../../src/model/events.js';
import { after, begun, textOf } from '../../report/record/records.js';

const organizationId = 'o-example1234';

describe('records of earlier runs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A record of a run of that day in which rules were made in one account. */
  const keep = (day: number, command: string, accountId: string, name?: string) => {
    const id = `202611${String(day).padStart(2, '0')}T060000.000Z-${command}`;
    const made = { id: 'rules', type: 'create-instances' } as const;
    const stackSet = 'orgsecrets-rules-eu-west-1';
    const entries = [
      begun({ at: `2026-11-${String(day).padStart(2, '0')}T06:00:00.000Z`, id, command }),
      after(1, { code: 'surveyed', organizationId, accounts: 1, targets: 1 }),
      after(2, {
        code: 'planned',
        trip: 1,
        actions: [{ ...made, destructive: false, stackSet, accounts: [accountId] }],
      }),
      after(day, { code: 'action-ended', ...made, state: 'done', failures: [] }),
    ];
    writeFileSync(join(folder, `${name ?? id}.jsonl`), textOf(entries));
    return id;
  };
  const idsOf = async (commands: readonly string[], most?: number) => {
    const ids: string[] = [];
    const unreadable: string[] = [];
    const options = { commands, unreadable: (reason: string) => unreadable.push(reason) };
    for await (const { begun: first } of recordsOf(
      folder,
      most === undefined ? options : { ...options, most },
    ))
      ids.push(first.id);
    return { ids, unreadable };
  };

  it('come the newest first, no more than asked for, and of the commands asked for alone', async () => {
    const [apply, drift, later] = [keep(1, 'apply', '1'), keep(2, 'drift', '1'), keep(3, 'drift', '1')];
    keep(4, 'plan', '1');
    expect((await idsOf(['drift'])).ids).to.deep.equal([later, drift]);
    expect((await idsOf(['drift'], 1)).ids).to.deep.equal([later]);
    expect((await idsOf(['apply', 'drift'])).ids).to.deep.equal([later, drift, apply]);
  });

  it('come by when they began, however their files are called', async () => {
    const names = ['drift-9', 'drift-10', '20261231T060000.000Z-plan', 'a', 'z', undefined];
    const ids = names.map((name, index) => keep(index + 1, 'drift', '1', name));
    expect((await idsOf(['drift'])).ids).to.deep.equal(ids.toReversed());
    expect((await idsOf(['drift'], 3)).ids).to.deep.equal(ids.toReversed().slice(0, 3));
  });

  it('that have no beginning are read in the order in which they were written', async () => {
    const [older, newer] = [keep(1, 'drift', '1'), keep(3, 'drift', '1')];
    const torn = join(folder, 'torn.jsonl');
    writeFileSync(torn, '');
    utimesSync(torn, new Date('2026-11-02'), new Date('2026-11-02'));
    mkdirSync(join(folder, 'a-folder.jsonl'));
    expect(await idsOf(['drift'], 1)).to.deep.equal({ ids: [newer], unreadable: [] });
    const { ids, unreadable } = await idsOf(['drift']);
    expect(ids).to.deep.equal([newer, older]);
    expect(unreadable.map((reason) => /torn|EISDIR/.exec(reason)?.[0])).to.deep.equal(['torn', 'EISDIR']);
  });

  it('are passed over, and told, where they can not be read', async () => {
    const apply = keep(1, 'apply', '1');
    writeFileSync(join(folder, '20261102T060000.000Z-apply.jsonl'), 'torn');
    const { ids, unreadable } = await idsOf(['apply']);
    expect(ids).to.deep.equal([apply]);
    expect(unreadable).to.have.lengthOf(1);
    expect(unreadable[0]).to.contain('20261102T060000.000Z-apply.jsonl');
  });

  it('tell since when each account is covered, however many runs there were since', async () => {
    const first = keep(1, 'apply', '333333333333');
    for (let day = 2; day <= 28; day += 1) keep(day, 'drift', '444444444444');
    keep(29, 'destroy', '333333333333');
    const events: Event[] = [];
    const times = await readTimesCovered(folder, organizationId, (event) => events.push(event));
    expect(times.get('333333333333')?.source).to.equal(`run ${first}`);
    expect(times.get('444444444444')?.source).to.equal('run 20261128T060000.000Z-drift');
    expect(events).to.deep.equal([]);
  });
});
