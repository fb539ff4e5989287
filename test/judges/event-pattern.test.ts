import { join } from 'node:path';
import { expect } from 'chai';
import { ruleNames } from '../../src/model/catalog.js';
import { canJudge, runJson } from '../conformance/python.js';
import { buses, rulesOf, sample, wrong } from '../templates/config-event.js';

/** One rule forwards from every target; each bus has one a rule, with the words for it. */
const files = ['forward.yaml', ...buses];
const rules = files.flatMap((file) => rulesOf(file).map((rule) => ({ file, ...rule })));

if (canJudge()) {
  describe('the event patterns of the templates, by the matcher of moto', () => {
    let matched: (event: unknown) => readonly string[];

    before(async function () {
      this.timeout(60_000);
      const events = [
        ...ruleNames.map((rule) => sample({ rule })),
        ...wrong.map(([, changes]) => sample(changes)),
      ];
      const asked = JSON.stringify({ patterns: rules.map(({ pattern }) => pattern), events });
      const answers = await runJson<readonly (readonly boolean[])[]>(
        [join(import.meta.dirname, 'match_events.py')],
        asked,
      );
      const byEvent = new Map(events.map((event, place) => [JSON.stringify(event), answers[place]]));
      matched = (event) =>
        rules
          .filter((_, place) => byEvent.get(JSON.stringify(event))?.[place])
          .map(({ file }) => file)
          .toSorted();
    });

    for (const rule of ruleNames)
      it(`forward NON_COMPLIANT of ${rule} once, and make one message of it on each bus`, () => {
        expect(matched(sample({ rule }))).to.deep.equal(files.toSorted());
      });

    for (const [what, changes] of wrong)
      it(`let an event that ${what} go nowhere`, () => {
        expect(matched(sample(changes))).to.deep.equal([]);
      });
  });
}
