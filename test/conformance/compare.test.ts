import { expect } from 'chai';
import { differences } from './compare.js';
import type { Recording, Result } from './compare.js';

function recordingOf(...results: Result[]): Recording {
  return {
    broken: {},
    steps: results.map((result, index) => ({ operation: 'iam:GetRole', nth: index + 1, result })),
  };
}

function recording(...answers: unknown[]): Recording {
  return recordingOf(...answers.map((answer) => ({ status: 200, answer })));
}

function found(moto: Recording, simulator: Recording): string[] {
  return differences(moto, simulator).map(({ path, kind, calls }) => `${path} ${kind} ${calls.join(',')}`);
}

describe('comparing two recordings', () => {
  it('finds nothing where both answered the same', () => {
    expect(found(recording({ a: [1] }), recording({ a: [1] }))).to.deep.equal([]);
  });

  it('names what differs by its place, and once for all calls and items', () => {
    const moto = recording({ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] });
    const simulator = recording({ a: [{ b: 1 }, { b: 9 }] }, { a: [{ b: 4 }] });
    expect(found(moto, simulator)).to.deep.equal(['answer.a[].b differs 1,2']);
  });

  it('tells a member that is missing from one that differs', () => {
    expect(found(recording({ a: 1, b: 1 }), recording({ b: 2, c: 3 }))).to.have.members([
      ...['answer.a only-moto 1', 'answer.b differs 1', 'answer.c only-simulator 1'],
    ]);
    expect(found(recording({ list: [1, 2] }), recording({ list: [1] }))).to.deep.equal([
      'answer.list[] only-moto 1',
    ]);
  });

  it('reports an error where the other side has an answer or another error, and nothing beside it', () => {
    const denied = recordingOf({ status: 403, error: 'AccessDenied' });
    const missing = recordingOf({ status: 404, error: 'NoSuchEntity' });
    expect(found(recording({ a: 1 }), denied)).to.deep.equal(['outcome differs 1']);
    expect(found(missing, denied)).to.deep.equal(['outcome differs 1']);
    expect(found(recordingOf({ status: 400, error: 'AccessDenied' }), denied)).to.deep.equal([
      'status differs 1',
    ]);
  });

  it('counts a call that one side alone made', () => {
    expect(found(recording(1, 2), recording(1))).to.deep.equal(['outcome only-moto 2']);
    expect(found(recording(1), recording(1, 2))).to.deep.equal(['outcome only-simulator 2']);
  });
});
