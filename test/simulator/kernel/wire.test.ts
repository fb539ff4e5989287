import { expect } from 'chai';
import { jsonAnswer } from '../../../src/simulator/kernel/protocol/json.js';
import { parseQueryBody, queryAnswer } from '../../../src/simulator/kernel/protocol/query.js';

describe('simulator: the query protocol', () => {
  it('reads lists in the order of their numbers, structures, maps and empty lists', () => {
    const members = Array.from(
      { length: 12 },
      (_, index) => `Names.member.${12 - index}=n${12 - index}`,
    ).join('&');
    const body = `Action=Do&Version=1&${members}&Prefs.Max=5&Tags.member.1.Key=a&Tags.member.1.Value=%20b&Map.entry.1.key=k&Map.entry.1.value=v&Empty=`;
    expect(parseQueryBody(body)).to.deep.equal({
      action: 'Do',
      input: {
        Names: Array.from({ length: 12 }, (_, index) => `n${index + 1}`),
        Prefs: { Max: '5' },
        Tags: [{ Key: 'a', Value: ' b' }],
        Map: { k: 'v' },
        Empty: '',
      },
    });
  });

  it('writes text that XML would take for markup', () => {
    const { body } = queryAnswer(
      'urn:x',
      'Do',
      {
        Name: `<a> & "b" 'c'`,
        Count: 3,
        Is: false,
        At: new Date(0),
        None: undefined,
        List: [],
        Items: ['x'],
        Map: new Map([['k', 1]]),
      },
      'id',
    );
    expect(body).to.include(
      '<Name>&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;</Name><Count>3</Count><Is>false</Is><At>1970-01-01T00:00:00.000Z</At><List></List>',
    );
    expect(body).to.include(
      '<Items><member>x</member></Items><Map><entry><key>k</key><value>1</value></entry></Map>',
    );
    expect(body)
      .to.include('<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>')
      .and.not.include('None');
  });
});

describe('simulator: the JSON protocols', () => {
  it('write dates as seconds, maps as objects, and leave out what is undefined', () => {
    const { body } = jsonAnswer(
      { At: new Date(1500), Map: new Map([['k', new Date(0)]]), None: undefined, List: [{ x: null }] },
      'id',
      'application/json',
    );
    expect(JSON.parse(body)).to.deep.equal({ At: 1.5, Map: { k: 0 }, List: [{ x: null }] });
  });
});
