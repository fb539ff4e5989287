import { expect } from 'chai';
import { matches, parsePattern } from '../../../src/simulator/event-pattern/pattern.js';
import { PatternSyntax } from '../../../src/simulator/event-pattern/syntax.js';

type Row = readonly [what: string, pattern: object, yes: readonly object[], no: readonly object[]];

/*
 * Each operator with the example of AWS's page and values on both sides of it:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const rows: readonly Row[] = [
  ['a value', { Name: ['Alice'] }, [{ Name: 'Alice' }], [{ Name: 'alice' }, { Name: ['Bob'] }, {}]],
  ['several values', { Name: ['A', 'B'] }, [{ Name: 'B' }], [{ Name: 'C' }]],
  ['every field', { City: ['NY'], Day: ['Mon'] }, [{ City: 'NY', Day: 'Mon' }], [{ City: 'NY' }]],
  ['an empty text', { Last: [''] }, [{ Last: '' }], [{ Last: null }, {}]],
  ['null', { User: [null] }, [{ User: null }], [{ User: '' }, {}]],
  ['a number however it is written', { x: [300] }, [{ x: 3.0e2 }], [{ x: '300' }]],
  ['true', { x: [true] }, [{ x: true }], [{ x: 'true' }]],
  [
    'begins with',
    { Region: [{ prefix: 'us-' }] },
    [{ Region: 'us-east-1' }],
    [{ Region: 'eu-1' }, { Region: 1 }],
  ],
  [
    'begins with, ignoring case',
    { service: [{ prefix: { 'equals-ignore-case': 'EventB' } }] },
    [{ service: 'eventbridge' }],
    [{ service: 'event' }],
  ],
  ['ends with', { File: [{ suffix: '.png' }] }, [{ File: 'a.png' }], [{ File: 'a.PNG' }]],
  [
    'ends with, ignoring case',
    { File: [{ suffix: { 'equals-ignore-case': '.Png' } }] },
    [{ File: 'a.pNG' }],
    [{ File: 'a.jpg' }],
  ],
  ['ignoring case', { Name: [{ 'equals-ignore-case': 'alice' }] }, [{ Name: 'ALICE' }], [{ Name: 'alic' }]],
  [
    'anything but a text',
    { state: [{ 'anything-but': 'initializing' }] },
    [{ state: 'running' }, { state: 5 }, { state: null }],
    [{ state: 'initializing' }, {}],
  ],
  [
    'anything but numbers',
    { n: [{ 'anything-but': [1, 2] }] },
    [{ n: 3 }, { n: '1' }],
    [{ n: 1 }, { n: 2.0 }],
  ],
  [
    'anything but what begins so',
    { state: [{ 'anything-but': { prefix: ['init', 'err'] } }] },
    [{ state: 'running' }, { state: 1 }],
    [{ state: 'init' }, { state: 'error' }],
  ],
  [
    'anything but what ends so',
    { File: [{ 'anything-but': { suffix: '.txt' } }] },
    [{ File: 'a.rtf' }],
    [{ File: 'a.txt' }],
  ],
  [
    'anything but, ignoring case',
    { state: [{ 'anything-but': { 'equals-ignore-case': ['Stopped'] } }] },
    [{ state: 'stop' }],
    [{ state: 'STOPPED' }],
  ],
  [
    'anything but a wildcard',
    { Path: [{ 'anything-but': { wildcard: '*/lib/*' } }] },
    [{ Path: '/dir/a' }],
    [{ Path: '/usr/lib/a' }],
  ],
  [
    'a wildcard',
    { Path: [{ wildcard: 'dir/*.png' }] },
    [{ Path: 'dir/.png' }, { Path: 'dir/a/b.png' }],
    [{ Path: 'dir/a.pngx' }],
  ],
  ['an escaped star', { Path: [{ wildcard: 'a\\*\\\\*' }] }, [{ Path: 'a*\\b' }], [{ Path: 'aa\\b' }]],
  [
    'a numeric range',
    { count: [{ numeric: ['>', 0, '<=', 5] }] },
    [{ count: 5 }, { count: 0.5 }],
    [{ count: 0 }, { count: '3' }],
  ],
  ['a numeric equality', { x: [{ numeric: ['=', 301.8] }] }, [{ x: 3.018e2 }], [{ x: 301 }]],
  ['less than', { d: [{ numeric: ['<', 10] }] }, [{ d: -1 }], [{ d: 10 }]],
  ['at least', { d: [{ numeric: ['>=', 10] }] }, [{ d: 10 }], [{ d: 9.9 }]],
  [
    'an address block',
    { ip: [{ cidr: '10.0.0.0/24' }] },
    [{ ip: '10.0.0.255' }],
    [{ ip: '10.0.1.0' }, { ip: 'x' }],
  ],
  ['an address block of IPv6', { ip: [{ cidr: '2001:db8::/32' }] }, [{ ip: '2001:db8::1' }], [{ ip: '::1' }]],
  [
    'presence',
    { d: { n: [{ exists: true }] } },
    [{ d: { n: null } }],
    [{ d: {} }, {}, { d: { n: { a: 1 } } }],
  ],
  ['absence', { d: { n: [{ exists: false }] } }, [{ d: {} }, {}, { d: { n: {} } }], [{ d: { n: 0 } }]],
  ['one of two fields', { $or: [{ a: [1] }, { b: [2] }] }, [{ a: 1 }, { b: 2 }], [{ a: 2, b: 1 }]],
  [
    'one of two fields, one of which is nested',
    { detail: { $or: [{ a: { b: [1] } }, { c: [2] }] } },
    [{ detail: { a: { b: 1 } } }],
    [{ detail: { a: { b: 2 } } }],
  ],
  ['a field that is only called $or', { $or: [{ prefix: 'x' }] }, [{ $or: 'xy' }], [{ x: 'xy' }]],
  ['one item of a list', { r: ['a', 'b'] }, [{ r: ['x', 'b'] }], [{ r: ['x'] }, { r: [] }]],
  [
    'one object of a list, and not two of them together',
    { d: { a: [1], b: [2] } },
    [{ d: [{ a: 0 }, { a: 1, b: 2 }] }],
    [{ d: [{ a: 1 }, { b: 2 }] }],
  ],
  [
    'absence from every object of a list',
    { d: { a: [{ exists: false }] } },
    [{ d: [{ b: 1 }] }],
    [{ d: [{ b: 1 }, { a: 1 }] }],
  ],
];

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['what is not an object', [], /not an object/],
  ['an empty object', { a: {} }, /Empty objects/],
  ['an empty list', { a: [] }, /Empty arrays/],
  ['a value outside of a list', { a: 'x' }, /must be an object or an array/],
  ['a list within the list', { a: [['x']] }, /Match value must be/],
  ['an unknown operator', { a: [{ 'starts-with': 'x' }] }, /Unrecognized match type starts-with/],
  ['two operators in one', { a: [{ prefix: 'x', suffix: 'y' }] }, /Only one key/],
  ['a prefix that is no text', { a: [{ prefix: 1 }] }, /must be a string/],
  ['an unknown form of a prefix', { a: [{ prefix: { wildcard: '*' } }] }, /Unsupported prefix pattern/],
  ['texts and numbers together', { a: [{ 'anything-but': ['x', 1] }] }, /mixed type/],
  [
    'anything but what can not be negated',
    { a: [{ 'anything-but': { cidr: '::/0' } }] },
    /Unsupported anything-but/,
  ],
  ['two stars in a row', { a: [{ wildcard: 'x**' }] }, /Consecutive wildcard/],
  ['a backslash before a letter', { a: [{ wildcard: '\\x' }] }, /Invalid escape/],
  ['a range upside down', { a: [{ numeric: ['>', 5, '<', 1] }] }, /Bottom must be less than top/],
  ['a range that begins with its end', { a: [{ numeric: ['<', 5, '>', 1] }] }, /Too many elements/],
  ['a bound that is no number', { a: [{ numeric: ['<', '5'] }] }, /must be numeric/],
  ['a block without a mask', { a: [{ cidr: '10.0.0.0' }] }, /one '\/' required/],
  ['a mask that is too long', { a: [{ cidr: '10.0.0.0/33' }] }, /mask bits/],
  ['exists with something else', { a: [{ exists: 'yes' }] }, /true or false/],
];

describe('an event pattern', () => {
  for (const [what, pattern, yes, no] of rows) {
    it(`asks for ${what}`, () => {
      const parsed = parsePattern(JSON.stringify(pattern));
      for (const event of yes) expect(matches(parsed, { ...event }), JSON.stringify(event)).to.equal(true);
      for (const event of no) expect(matches(parsed, { ...event }), JSON.stringify(event)).to.equal(false);
    });
  }

  for (const [what, pattern, reason] of refused) {
    it(`is refused with ${what}`, () => {
      expect(() => parsePattern(JSON.stringify(pattern))).to.throw(PatternSyntax, reason);
    });
  }

  it('is refused when it is no JSON', () => {
    expect(() => parsePattern('{')).to.throw(PatternSyntax, /not valid JSON/);
  });
});
