import { expect } from 'chai';
import { markContested } from '../../src/drift/contested.js';
import { thingKey } from '../../src/model/drift.js';
import { stoppedRecorder as stopped } from '../report/sample.js';

describe('what is contested', () => {
  const after = (times: number) => markContested([stopped], new Map([[thingKey(stopped), times]]))[0];

  it('was mended in two of the last three runs, and is found again', () => {
    expect(after(1)).to.deep.equal(stopped);
    expect(after(2)?.contested).to.deep.include({ mended: 2, runs: 3 });
    expect(after(3)?.contested).to.deep.include({ mended: 3 });
  });

  it('is mended all the same, and says whose calls to look for', () => {
    expect(after(2)?.mendedBy).to.deep.equal(stopped.mendedBy);
    expect(after(2)?.contested?.instructions).to.contain('StopConfigurationRecorder');
  });

  it('is the thing and its place, whatever is wrong with it', () => {
    const times = new Map([[thingKey(stopped), 2]]);
    const [elsewhere, deleted] = markContested(
      [
        { ...stopped, region: 'eu-west-2' },
        { ...stopped, kind: 'recorder-missing' },
      ],
      times,
    );
    expect(elsewhere?.contested).to.equal(undefined);
    expect(deleted?.contested?.instructions).to.contain('DeleteConfigurationRecorder');
  });
});
