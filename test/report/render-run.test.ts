import { expect } from 'chai';
import type { EntryOf } from '../../src/report/record/entries.js';
import type { RunRecord } from '../../src/report/record/parse-record.js';
import { summaryOf } from '../../src/report/record/summary.js';
import { renderRun } from '../../src/report/render-run.js';
import { renderRuns } from '../../src/report/render-runs.js';
import { createStyle } from '../../src/report/text/style.js';
import { after, begun, recordOf } from './record/records.js';

type Finding = EntryOf<'found'>['findings'][number];

const style = createStyle({ width: 200, color: false });
const show = (record: RunRecord) => renderRun(record, style);
const list = (record: RunRecord) =>
  renderRuns({ folder: 'runs', runs: [summaryOf(record)], unreadable: [] }, style);

const started = (id: string) => after(1, { code: 'action-started', id });
const done = (id: string) =>
  after(2, { code: 'action-ended', id, type: 'put-rule', state: 'done', failures: [] });
const call = after(2, {
  code: 'call',
  service: 'config',
  operation: 'PutConfigRule',
  region: 'eu-west-1',
  attempts: 1,
});

describe('a run that was cut off after actions were begun', () => {
  it('did not change nothing: nobody knows, and each action is named', () => {
    const record = recordOf(begun(), started('put-rule/a'), started('put-rule/b'));
    expect(list(record)).to.contain('2 actions begun whose end is not known, no answer to a changing call');
    expect(list(record)).not.to.contain('changed nothing');
    expect(show(record)).to.contain('Begun, and their end is not known');
    expect(show(record)).to.contain('? put-rule/a').and.to.contain('? put-rule/b');
  });

  it('counts those that ended apart, and one that a further trip begins again', () => {
    const record = recordOf(begun(), started('a'), done('a'), call, started('b'), done('b'), started('b'));
    expect(summaryOf(record).actions).to.deep.include({ done: 2, 'end-unknown': 1 });
    expect(list(record)).to.contain(
      '2 of 2 actions done, 1 action begun whose end is not known, 1 changing call',
    );
    expect(show(record)).to.contain('? b').and.not.to.contain('? a');
  });

  it('is not taken for one in which all was ended, or nothing begun', () => {
    for (const record of [recordOf(begun()), recordOf(begun(), started('a'), done('a'))]) {
      expect(list(record)).not.to.contain('not known');
      expect(show(record)).not.to.contain('not known');
    }
    expect(list(recordOf(begun()))).to.contain('changed nothing');
  });
});

describe('what a run found', () => {
  const place = { accountId: '333333333333', region: 'eu-west-1', reason: 'so' };
  const stopped: Finding = { kind: 'recorder-stopped', ...place, thing: 'recorder orgsecrets' };
  const twice: Finding = { kind: 'rule-duplicate', ...place, thing: 'rule other' };
  const foundBy = (...findings: Finding[]) =>
    show(recordOf(begun(), after(1, { code: 'found', findings, unseen: [] })));

  it('tells what is mended from what is left to a person', () => {
    const text = foundBy({ ...stopped, mendedBy: ['start-recorder'] }, { ...twice, mendedBy: [] });
    expect(text).to.contain('~ recorder-stopped: recorder orgsecrets');
    expect(text).to.contain('! rule-duplicate: rule other');
    expect(text).to.contain('~ --remediate mends it · ! it is left to a person');
  });

  it('tells them apart of one thing in two places', () => {
    const text = foundBy(
      { ...stopped, mendedBy: ['start-recorder'] },
      { ...stopped, region: 'eu-west-2', mendedBy: [] },
    );
    expect(text).to.contain('~ recorder-stopped: recorder').and.to.contain('! recorder-stopped: recorder');
  });

  it('is neither in a record that does not say', () => {
    const text = foundBy(stopped, twice);
    expect(text).to.contain('· recorder-stopped').and.to.contain('· rule-duplicate');
    expect(text).not.to.contain('left to a person');
  });

  it('is marked where it was mended', () => {
    const record = recordOf(begun(), after(1, { code: 'mended', findings: [stopped] }));
    expect(show(record)).to.contain('✔ recorder-stopped: recorder orgsecrets');
  });
});
