import { expect } from 'chai';
import fc from 'fast-check';
import type { LastDigest } from '../../src/notify/digest.js';
import {
  parseProgress,
  parseState,
  printProgress,
  printState,
  type DigestState,
} from '../../src/notify/digest-state.js';
import type { Sent } from '../../src/notify/sent.js';
import type { DigestPorts } from '../../src/send/ports.js';
import { sendDigest, type MakeDigest } from '../../src/send/send-digest.js';

/** An object of a bucket. */
class Kept {
  written = 0;
  text: string | undefined;
  #version = 0;

  get tag(): string | undefined {
    return this.text === undefined ? undefined : String(this.#version);
  }

  write(text: string, tag: string | undefined): string | undefined {
    if (tag !== this.tag) return undefined;
    this.text = text;
    this.written += text.length;
    this.#version += 1;
    return this.tag;
  }
}

/** A bucket and a topic that several runs share. */
class Shared {
  now = 1_000_000;
  readonly published: string[] = [];
  readonly kept = new Kept();
  readonly progress = new Kept();
  #dieAt = Number.POSITIVE_INFINITY;
  #calls = 0;

  /** The next run dies at this call of its own, `after` it had its effect. */
  dieAt(call: number): void {
    this.#calls = 0;
    this.#dieAt = call;
  }

  get state(): DigestState {
    return this.kept.text === undefined ? {} : parseState(this.kept.text, 'here');
  }

  readonly ports: DigestPorts = {
    store: {
      read: async () => {
        const sent = await this.#call(() => ({
          progress: this.progress.text === undefined ? undefined : parseProgress(this.progress.text, 'here'),
          progressTag: this.progress.tag,
        }));
        return { ...sent, ...(await this.#call(() => ({ state: this.state, tag: this.kept.tag }))) };
      },
      write: (state, tag) => this.#call(() => this.kept.write(printState(state), tag)),
      writeProgress: (progress, tag) => this.#call(() => this.progress.write(printProgress(progress), tag)),
    },
    publisher: {
      publish: (message) =>
        this.#call(() => {
          this.published.push(message.id);
        }),
    },
  };

  async #call<T>(effect: () => T): Promise<T> {
    // Others get their turn before and after.
    await new Promise(setImmediate);
    const result = effect();
    this.#calls += 1;
    if (this.#calls === this.#dieAt) throw new Error('killed');
    await new Promise(setImmediate);
    return result;
  }
}

const told: LastDigest = { at: '2026-11-27T08:00:00.000Z', findings: [] };
const messages = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `part-${index + 1}`, subject: 's', body: '{}' }));

/** News until they are told. */
const newsOf =
  (count: number): MakeDigest =>
  (last) =>
    last === undefined ? { messages: messages(count), next: told } : undefined;

async function run(shared: Shared, runner: string, make: MakeDigest = newsOf(3)): Promise<Sent> {
  return sendDigest(await shared.ports.store.read(), make, {
    ...shared.ports,
    clock: { now: () => shared.now, sleep: () => Promise.resolve() },
    runner,
    emit: () => {},
    signal: new AbortController().signal,
  });
}

const all = messages(3).map(({ id }) => id);

describe('a digest', () => {
  it('is sent once, and not again', async () => {
    const shared = new Shared();
    expect(await run(shared, 'a')).to.deep.equal({ outcome: 'sent', messages: 3, resumed: 0 });
    expect(await run(shared, 'b')).to.deep.equal({ outcome: 'nothing-new', messages: 0, resumed: 0 });
    expect(shared.published).to.deep.equal(all);
    expect(shared.state).to.deep.equal({ last: told });
  });

  it('is sent once by two runs at once, in which one tells that the other is at it', async () => {
    const shared = new Shared();
    const ended = await Promise.all([run(shared, 'a'), run(shared, 'b')]);
    expect(shared.published).to.deep.equal(all);
    expect(ended.map(({ outcome }) => outcome).toSorted()).to.deep.equal(['busy', 'sent']);
  });

  it('is sent once by any number of runs that begin at any time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }), async (turns) => {
        const shared = new Shared();
        await Promise.all(
          turns.map(async (wait, index) => {
            for (let turn = 0; turn < wait; turn += 1) await new Promise(setImmediate);
            await run(shared, `run ${index}`);
          }),
        );
        expect(shared.published).to.deep.equal(all);
      }),
      { numRuns: 30 },
    );
  });

  it('is not kept back by a run that died: the next one sends what is missing, a quarter of an hour later', async () => {
    // Two reads; claimed, taken up; three messages, each marked; ended. What was told is read once more.
    for (let call = 1; call <= 13; call += 1) {
      const shared = new Shared();
      shared.dieAt(call);
      await run(shared, 'a').then(
        () => expect.fail('it was to die'),
        (error: unknown) => expect(String(error)).to.contain('killed'),
      );
      shared.dieAt(Number.POSITIVE_INFINITY);
      const isClaimed = shared.state.sending !== undefined;
      const expected = isClaimed ? 'busy' : shared.published.length === 0 ? 'sent' : 'nothing-new';
      expect((await run(shared, 'b')).outcome, `call ${call}`).to.equal(expected);
      shared.now += 15 * 60_000;
      await run(shared, 'c');
      expect(shared.state, `call ${call}`).to.deep.equal({ last: told });
      expect([...new Set(shared.published)], `call ${call}`).to.deep.equal(all);
      // Only the message at which it died may have gone out twice.
      expect(shared.published.length, `call ${call}`).to.be.at.most(all.length + 1);
    }
  });

  it('is begun anew after one that was forgotten, whose progress is there still', async () => {
    const shared = new Shared();
    shared.dieAt(8);
    await run(shared, 'a').catch(() => undefined);
    shared.kept.text = undefined;
    shared.published.length = 0;
    // Dies when it has claimed the digest, before a progress of its own.
    shared.dieAt(3);
    await run(shared, 'b').catch(() => undefined);
    shared.dieAt(Number.POSITIVE_INFINITY);
    shared.now += 15 * 60_000;
    expect(await run(shared, 'c')).to.deep.equal({ outcome: 'nothing-new', messages: 0, resumed: 3 });
    expect(shared.published).to.deep.equal(all);
  });

  it('one after the other is sent once, by runs that die and runs that are faster', async () => {
    const days = [1, 2, 3].map((day) => ({ ...told, at: `2026-11-2${day}T08:00:00.000Z` }));
    const make: MakeDigest = (last) => {
      const next = days[days.findIndex(({ at }) => at === last?.at) + 1];
      const parts = messages(2).map((message) => ({ ...message, id: `${next?.at} ${message.id}` }));
      return next && { messages: parts, next };
    };
    const step = fc.record({ wait: fc.nat(12), dieAt: fc.integer({ min: 1, max: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        const shared = new Shared();
        let deaths = 0;
        for (const { wait, dieAt } of steps) {
          shared.dieAt(dieAt);
          const runs = ['a', 'b'].map(async (name, index) => {
            for (let turn = 0; turn < wait * index; turn += 1) await new Promise(setImmediate);
            await run(shared, `${name} ${shared.now}`, make).catch(() => (deaths += 1));
          });
          await Promise.all(runs);
          shared.now += 15 * 60_000;
        }
        shared.dieAt(Number.POSITIVE_INFINITY);
        await run(shared, 'last', make);
        expect(shared.state.last).to.deep.equal(days.at(-1));
        const sent = shared.published;
        expect(new Set(sent).size).to.equal(6);
        expect(sent.length - new Set(sent).size).to.be.at.most(deaths);
        expect([...new Set(sent)]).to.deep.equal(sent.filter((id, index) => id !== sent[index - 1]));
      }),
      { numRuns: 60 },
    );
  });

  it('of many messages is written once before they are sent, and a few bytes a message on the way', async () => {
    const shared = new Shared();
    const body = 'x'.repeat(20_000);
    const many = messages(90).map((message) => ({ ...message, body }));
    const next = { ...told, findings: [] };
    await run(shared, 'a', (last) => (last === undefined ? { messages: many, next } : undefined));
    const once = many.length * body.length;
    expect(shared.published).to.have.length(90);
    expect(shared.kept.written).to.be.within(once, 1.1 * once);
    expect(shared.progress.written).to.be.at.most(91 * 150);
  });

  it('is made again from what was told since, where another run was faster', async () => {
    const shared = new Shared();
    const make: MakeDigest = (last) =>
      last === undefined
        ? { messages: messages(1), next: told }
        : last.at === told.at
          ? { messages: [{ id: 'later', subject: 's', body: '{}' }], next: { ...told, at: 'later' } }
          : undefined;
    await run(shared, 'a', newsOf(1));
    await run(shared, 'b', make);
    expect(shared.published).to.deep.equal(['part-1', 'later']);
  });
});

describe('the state between two digests', () => {
  it('is refused when somebody else wrote it', () => {
    for (const text of ['{', '{"version":2}', '{"version":1,"more":true}'])
      expect(() => parseState(text, 's3://bucket/key')).to.throw(
        /s3:\/\/bucket\/key is not what orgsecrets keeps/,
      );
    for (const text of ['{', '{"version":1}'])
      expect(() => parseProgress(text, 's3://bucket/key')).to.throw(/is not what orgsecrets keeps/);
  });
});
