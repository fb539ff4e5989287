import { expect } from 'chai';
import { driftKindNames, seenKinds, type DriftFinding } from '../../../src/model/drift.js';
import type { EntryBody, EntryOf } from '../../../src/report/record/entries.js';
import { mendingRun, sawAll, timesMended, type MendingRun } from '../../../src/report/record/history.js';
import { stoppedRecorder } from '../sample.js';
import { after, begun, recordOf } from './records.js';

const organizationId = 'o-example1234';
const { kind, accountId = '', region = '', thing, reason } = stoppedRecorder;
const stopped = { kind, accountId, region, thing, reason };
type Options = EntryOf<'begun'>['options'];
type Findings = EntryOf<'mended'>['findings'];

const surveyed = { code: 'surveyed', organizationId, accounts: 1, targets: 1 } as const;
const closed = { code: 'closed', exitCode: 0 } as const;
const found: EntryBody = { code: 'found', findings: [], unseen: [] };

function runOf(options: Options, ...entries: readonly EntryBody[]): readonly MendingRun[] {
  const record = recordOf(
    begun({ options: { remediate: true, depth: 'standard', ...options } }),
    ...entries.map((entry, index) => after(index + 1, entry)),
  );
  const run = mendingRun(record, organizationId);
  return run ? [run] : [];
}

function mending(findings: Findings, options: Options = {}): readonly MendingRun[] {
  return runOf(options, surveyed, found, { code: 'mended', findings }, closed);
}

/** It found nothing to mend. */
function looking(options: Options = {}): readonly MendingRun[] {
  return runOf(options, surveyed, found, closed);
}

describe('how often a thing was mended', () => {
  const times = (
    runs: readonly (readonly MendingRun[])[],
    most = 3,
    finding: DriftFinding = stoppedRecorder,
  ) => {
    const { mended, runs: of } = timesMended(runs.flat(), finding, most);
    return `${mended} of ${of}`;
  };

  it('is counted in the newest runs that mend, whatever was wrong with it', () => {
    const runs = [
      mending([stopped]),
      mending([{ ...stopped, kind: 'recorder-missing' }]),
      looking(),
      mending([stopped]),
    ];
    expect(times(runs)).to.equal('2 of 3');
    expect(times(runs, 4)).to.equal('3 of 4');
    expect(times(runs, 9)).to.equal('3 of 4');
  });

  it('is once where one run mended two faults of it', () => {
    expect(times([mending([stopped, stopped])])).to.equal('1 of 1');
  });

  it('does not count runs that mend nothing, are of another organization, or have not looked yet', () => {
    expect(runOf({ remediate: false }, surveyed, found, closed)).to.deep.equal([]);
    expect(runOf({}, { ...surveyed, organizationId: 'o-another1234' }, found, closed)).to.deep.equal([]);
    expect(runOf({}, surveyed, found)).to.deep.equal([]);
  });

  it('does not count runs that did not look at that kind in that place', () => {
    const elsewhere = [
      looking({ only: ['rule-missing'] }),
      looking({ account: ['444444444444'] }),
      looking({ region: ['eu-west-2'] }),
      looking({ depth: 'quick' }),
      runOf({}, surveyed, { ...found, unseen: [{ accountId, region, reason: 'denied' }] }, closed),
      runOf({}, surveyed, { ...found, unseen: [{ accountId, reason: 'denied' }] }, closed),
    ];
    for (const runs of elsewhere) {
      expect(runs).to.have.lengthOf(1);
      expect(times([runs, mending([stopped])])).to.equal('1 of 1');
    }
    const here = looking({ only: ['recorder-stopped'], account: [accountId], region: [region] });
    expect(times([here, mending([stopped])])).to.equal('1 of 2');
  });

  it('counts a narrowed run where it did mend it', () => {
    expect(times([mending([stopped], { only: ['recorder-missing'] })])).to.equal('1 of 1');
  });

  it('counts a run that was stopped, or not approved, for what it mended alone', () => {
    const mended: EntryBody = { code: 'mended', findings: [stopped] };
    const stops: readonly (readonly EntryBody[])[] = [
      [],
      [
        { code: 'ended', outcome: 'interrupted' },
        { ...closed, exitCode: 130 },
      ],
      [{ ...closed, exitCode: 4, error: { code: 'Refused', message: 'Nothing was mended' } }],
    ];
    for (const ends of stops) {
      const idle = runOf({}, surveyed, found, { code: 'mended', findings: [] }, ...ends);
      expect(times([idle, mending([stopped])])).to.equal('1 of 1');
      expect(times([runOf({}, surveyed, found, mended, ...ends)])).to.equal('1 of 1');
    }
  });

  it('of what there is once for everybody is not told by a run for some accounts', () => {
    const aggregator: DriftFinding = { ...stoppedRecorder, kind: 'aggregator-changed', thing: 'aggregator' };
    const narrow = looking({ account: [accountId] });
    expect(times([narrow, mending([])], 3, aggregator)).to.equal('0 of 1');
  });
});

describe('a run that saw all of some kinds', () => {
  const saw = (runs: readonly MendingRun[], kinds = seenKinds('standard')) =>
    runs.map((run) => sawAll(run, kinds));

  it('looked as deep, everywhere, to the end', () => {
    expect(saw(looking())).to.deep.equal([true]);
    expect(saw(looking({ depth: 'deep' }))).to.deep.equal([true]);
    expect(saw(looking({ depth: 'deep' }), driftKindNames)).to.deep.equal([true]);
    expect(saw(looking(), driftKindNames)).to.deep.equal([false]);
    expect(saw(looking({ account: [accountId] }))).to.deep.equal([false]);
    expect(saw(looking({ only: ['recorder-stopped'] }))).to.deep.equal([false]);
    expect(saw(looking({ only: ['recorder-stopped'] }), ['recorder-stopped'])).to.deep.equal([true]);
    expect(saw(runOf({}, surveyed, { ...found, unseen: [{ reason: 'denied' }] }, closed))).to.deep.equal([
      false,
    ]);
    expect(saw(runOf({}, surveyed, found, { code: 'mended', findings: [] }))).to.deep.equal([false]);
  });
});
