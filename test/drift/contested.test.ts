import { expect } from 'chai';
import { markContested } from '../../src/drift/contested.js';
import {
  thingKey,
  type DriftFinding,
  type MendableFinding,
  type TimesMended,
} from '../../src/model/drift.js';
import { stoppedRecorder as stopped } from '../report/sample.js';

describe('what is contested', () => {
  const asked: number[] = [];
  const timesMended =
    (mended: number) =>
    (finding: DriftFinding, runs: number): TimesMended => {
      asked.push(runs);
      return { mended: thingKey(finding) === thingKey(stopped) ? Math.min(mended, runs) : 0, runs };
    };
  const after = (times: number) => markContested([stopped], timesMended(times), false)[0];
  beforeEach(() => asked.splice(0));

  it('was mended in two of the last three runs, and is found again', () => {
    expect(after(1)).to.deep.equal(stopped);
    expect(after(2)?.contested).to.deep.include({ mended: 2, runs: 3 });
    expect(after(3)?.contested).to.deep.include({ mended: 3 });
    expect(new Set(asked)).to.deep.equal(new Set([3]));
  });

  it('is what one of the two runs before mended, in the run that mends it again', () => {
    const again = (finding: MendableFinding, times: number) =>
      markContested([finding], timesMended(times), true)[0]?.contested;
    expect(again(stopped, 0)).to.equal(undefined);
    expect(again(stopped, 1)).to.deep.include({ mended: 1, runs: 2 });
    expect(asked).to.deep.equal([2, 2]);
    expect(again({ ...stopped, mendedBy: [] }, 1)).to.equal(undefined);
  });

  it('is nothing that is surplus: its account is gone, which nobody undoes', () => {
    const surplus = { ...stopped, kind: 'surplus' } as const;
    expect(markContested([surplus], timesMended(1), true)).to.deep.equal([surplus]);
  });

  it('is mended all the same, and says whose calls to look for', () => {
    expect(after(2)?.mendedBy).to.deep.equal(stopped.mendedBy);
    expect(after(2)?.contested?.instructions).to.contain('StopConfigurationRecorder');
  });

  it('is the thing and its place, whatever is wrong with it', () => {
    const [elsewhere, deleted] = markContested(
      [
        { ...stopped, region: 'eu-west-2' },
        { ...stopped, kind: 'recorder-missing' },
      ],
      timesMended(2),
      false,
    );
    expect(elsewhere?.contested).to.equal(undefined);
    expect(deleted?.contested?.instructions).to.contain('DeleteConfigurationRecorder');
  });
});
