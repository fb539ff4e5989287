import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { report } from '../../src/app/report.js';
import { writeReport } from '../../src/app/report-files.js';
import { noFilters } from '../../src/findings/filter.js';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import { reportFormats } from '../../src/report/secrets/format-names.js';
import { formatPieces } from '../../src/report/secrets/formats.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { shortRule } from '../../src/report/secrets/words.js';
import { createStyle } from '../../src/report/text/style.js';
import type { ReportView } from '../../src/report/types.js';
import type { Shape } from '../../src/simulator/kernel/contract.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { markdownCounts, textCounts } from '../support/report-formats/count-tables.js';
import { formatReaders } from '../support/report-formats/said.js';
import type { RuleCounts } from '../support/report-formats/verdicts.js';
import { ownKeyAt, thresholdTables, type ThresholdCase } from '../support/threshold-tables.js';

const place = { accountId: '333333333333', region: 'eu-central-1' };

interface Placed extends ThresholdCase {
  readonly rule: RuleName;
  readonly name: string;
}

const cases = Object.entries(thresholdTables(place)).flatMap(([identifier, table]) =>
  table.map((one, index): Placed => {
    const rule = ruleNames.find((name) => name.toUpperCase().replaceAll('-', '_') === identifier);
    if (rule === undefined) throw new Error(`no rule is ${identifier}`);
    return { ...one, rule, name: `${shortRule(rule)}/${String(index).padStart(2, '0')}` };
  }),
);

/** Parameters of one run: the n-th set of each rule, the last one where a rule has fewer. */
const rounds = [0, 1, 2].map(
  (round) =>
    new Map(
      ruleNames.map((rule) => {
        const ofRule = cases.filter((one) => one.rule === rule);
        const sets = [...new Set(ofRule.map(({ parameters = {} }) => JSON.stringify(parameters)))];
        return [rule, sets[Math.min(round, sets.length - 1)] ?? '{}'] as const;
      }),
    ),
);

/** What the tables say of secrets where the rules have these parameters. */
function casesUnder(parameters: ReadonlyMap<RuleName, string>): readonly Placed[] {
  return cases.filter(({ rule, parameters: own = {} }) => parameters.get(rule) === JSON.stringify(own));
}

/**
 * Rules speak up to two hours after the world has begun, and a table means the moment at which they do: all its times are
 * so much later. What is a tenth of a day apart stays on its own side.
 */
const later = 0.09;

function atEvaluation(secret: Shape): Shape {
  return Object.fromEntries(
    Object.entries(secret).map(([key, value]) => [
      key,
      typeof value === 'string' && /^-[\d.]+d$/.test(value)
        ? `-${(Number(value.slice(1, -1)) - later).toFixed(2)}d`
        : value,
    ]),
  );
}

function withCases(text: string): string {
  const secrets = cases.map(({ name, secret }) => ({ ...place, name, ...atEvaluation(secret) }));
  return stringify({ ...(parse(text) as Shape), keys: [ownKeyAt(place)], secrets });
}

function withParameters(parameters: ReadonlyMap<RuleName, string>): (text: string) => string {
  const rules = [...parameters].map(([rule, set]) => {
    const values = Object.entries(JSON.parse(set) as Record<string, string>).map(([key, value]) => [
      key,
      key === 'kmsKeyArns' ? value.split(', ') : Number(value),
    ]);
    return [rule, { parameters: Object.fromEntries(values) as Shape }];
  });
  return (text) => {
    const org = parse(text) as Shape;
    return stringify({ ...org, rules: Object.fromEntries(rules) as Shape, report: {} });
  };
}

/** Whether a rule is among those of a line: a secret's own name goes on with a slash. */
function names(line: string, rule: RuleName): boolean {
  return new RegExp(`(^|[ |])${shortRule(rule)}(?=[ ,]|$)`).test(line);
}

describe('each secret on either side of a threshold is seen as what it is', function () {
  this.timeout(180_000);

  it('no secret of the tables is left out', () => {
    const seen = new Set(rounds.flatMap(casesUnder));
    expect(cases.filter((one) => !seen.has(one))).to.deep.equal([]);
  });

  for (const [round, parameters] of rounds.entries())
    describe(`with the ${['first', 'second', 'third'][round]} set of each rule's parameters`, () => {
      const here = casesUnder(parameters);
      const expected = Object.fromEntries(
        here.map(({ name, what, verdict }) => [`${name} ${what}`, verdict.toLowerCase().replace('_', '-')]),
      );
      const named = (stateOf: (one: Placed) => string | undefined) =>
        Object.fromEntries(here.map((one) => [`${one.name} ${one.what}`, stateOf(one)]));
      let world: InProcess;
      let view: ReportView;
      let folder: string;

      before(async () => {
        world = await startWorld('secrets', withCases);
        world.editOrg(withParameters(parameters));
        expect((await world.apply()).outcome.outcome).to.equal('done');
        await world.simulator.clock.sleep(3_600_000);
        view = await world.with((run) =>
          report(run, { filters: noFilters, groupBy: undefined, failOn: [], deep: false }),
        );
        folder = mkdtempSync(join(tmpdir(), 'orgsecrets-thresholds-'));
        await writeReport(view, reportFormats, folder);
      });
      after(async () => {
        rmSync(folder, { recursive: true });
        await world.stop();
      });

      for (const [format, read] of Object.entries(formatReaders))
        it(`in ${format}`, async () => {
          const states = new Map<string, string>();
          for await (const { secret, rule, state } of read(folder)) states.set(`${secret} ${rule}`, state);
          expect(
            named(({ name, rule }) => states.get(`${place.accountId}/${place.region}/${name} ${rule}`)),
          ).to.deep.equal(expected);
        });

      /** The two formats that name only the worst are asked for one secret at a time. */
      const alone = (name: string): ReportView => ({
        ...view,
        report: { ...view.report, secrets: view.report.secrets.filter((one) => one.name === name) },
      });
      const stateIn = (counts: RuleCounts, rule: RuleName) => Object.keys(counts[rule] ?? {}).join(' and ');

      for (const width of [80, 200])
        it(`on a terminal of ${width} columns`, () => {
          const style = createStyle({ width, color: false });
          const texts = new Map(here.map(({ name }) => [name, `${renderReport(alone(name), style)}\n`]));
          expect(named(({ name, rule }) => stateIn(textCounts(texts.get(name) ?? ''), rule))).to.deep.equal(
            expected,
          );
          for (const { name, rule, verdict } of here) {
            // A line may break between a rule and its note.
            const worst = (texts.get(name)?.split('Non-compliant secrets')[1] ?? '').replaceAll(/\s+/g, ' ');
            expect(names(worst, rule), name).to.equal(verdict === 'NON_COMPLIANT');
          }
        });

      it('in Markdown', () => {
        const noPage = () => {
          throw new Error('no page is asked for');
        };
        const textOf = (name: string) => [...formatPieces('markdown', alone(name), noPage)].join('');
        expect(named(({ name, rule }) => stateIn(markdownCounts(textOf(name)), rule))).to.deep.equal(
          expected,
        );
        for (const { name, rule, verdict } of here) {
          const worst = textOf(name).split('### Non-compliant')[1] ?? '';
          expect(names(worst, rule), name).to.equal(verdict === 'NON_COMPLIANT');
        }
      });
    });
});
