import { expect } from 'chai';
import type { Action, Plan } from '../../src/model/plan.js';
import { renderPlan } from '../../src/report/plan/render-plan.js';
import { renderMatrix } from '../../src/report/matrix.js';
import { renderOutcome } from '../../src/report/render-outcome.js';
import { renderStatus } from '../../src/report/render-status.js';
import { textWidth } from '../../src/report/text/width.js';
import {
  accountIds,
  bootstrapPlan,
  gapsOf,
  namesOf,
  outcomeView,
  plain,
  planView,
  regions,
  stackSet,
  statusView,
  targetsOf,
} from './sample.js';

const ids = accountIds(24);

function widest(text: string): number {
  return Math.max(
    ...text
      .split('\n')
      .filter((line) => !line.includes('https://'))
      .map(textWidth),
  );
}

describe('a plan for people', () => {
  it('is as short for 10,000 accounts as for 24', () => {
    const lines = (n: number) => renderPlan(planView(accountIds(n)), plain()).split('\n').length;
    expect(lines(10_000)).to.be.at.most(lines(24) + 2);
    expect(lines(10_000)).to.be.below(80);
  });

  it('names every count, exclusion with source, obstacle with what to do, and warning', () => {
    const text = renderPlan(planView(ids), plain(200));
    for (const part of [
      '168 targets (24 accounts, 7 Regions)',
      '7 StackSets orgsecrets-rules-<region>',
      'every account in ap-southeast-3',
      'source: organizations:ListAccounts',
      'rule secretsmanager-using-cmk: the rule is not offered there',
      '→ set recorder.adopt: extend in the org.yaml',
      'no role may be assumed yet',
      'leaving a covered OU takes the recorder away',
      'Actions: 50 to create, 0 to change, 2 to prove, 0 to take away.',
    ])
      expect(text).to.contain(part);
  });

  it('shows a change field by field, once for all Regions that change alike', () => {
    const change = (region: string, to: string): Action => ({
      id: region,
      type: 'update-stack-set',
      dependsOn: [],
      destructive: false,
      stackSet: stackSet('rules', region, ids),
      targets: targetsOf(ids, [region]),
      operation: undefined,
      differences: [{ field: 'MaxDaysSinceRotation', from: '90', to }],
    });
    const plan: Plan = {
      ...bootstrapPlan(ids),
      actions: [change('eu-west-1', '30'), change('us-east-1', '30'), change('us-west-2', '60')],
    };
    const text = renderPlan(planView(ids, plan), plain());
    expect(text).to.contain(
      'orgsecrets-rules and its 48 instances, 2 Regions (eu-west-1, us-east-1)\n      MaxDaysSinceRotation: 90 → 30',
    );
    expect(text).to.contain(
      'orgsecrets-rules and its 24 instances, us-west-2\n      MaxDaysSinceRotation: 90 → 60',
    );
  });

  it('marks what takes something away, and how to allow it', () => {
    const actions = bootstrapPlan(ids).actions.map((action, index) =>
      index === 3 ? { ...action, destructive: true } : action,
    );
    expect(renderPlan(planView(ids, { ...bootstrapPlan(ids), actions }), plain())).to.contain(
      '1 to take away (needs --allow-destroy)',
    );
  });

  for (const width of [80, 100, 200]) {
    it(`fits ${width} columns`, () => {
      expect(widest(renderPlan(planView(ids), plain(width)))).to.be.at.most(width);
    });
  }
});

describe('an outcome for people', () => {
  const plan = bootstrapPlan(ids);
  const reason =
    'AWS::Config::ConfigurationRecorder: maximum number of configuration recorders: 1 is reached.';

  it('has four sets, and failures with account, name, Region, reason and what to do', () => {
    const results = plan.actions.map((action, index) =>
      index === 8
        ? {
            action,
            state: 'failed' as const,
            failures: [{ accountId: ids[2]!, region: 'eu-west-1', reason, instructions: 'Do this.' }],
          }
        : { action, state: index > 8 ? ('not-attempted' as const) : ('done' as const), failures: [] },
    );
    const text = renderOutcome(outcomeView(ids, { outcome: 'failed', results }), plain(120));
    expect(text).to.contain(`8 done · 0 skipped · 1 failed · ${plan.actions.length - 9} not attempted`);
    expect(text)
      .to.contain('100000000003 (team-3) in eu-west-1')
      .and.to.contain(reason)
      .and.to.contain('→ Do this.');
  });

  it('shows failed targets of an action that ended well all the same', () => {
    const results = plan.actions.map((action) => ({
      action,
      state: 'done' as const,
      failures: [{ accountId: ids[0]!, region: 'eu-west-1', reason }],
    }));
    expect(renderOutcome(outcomeView(ids, { results }), plain())).to.contain('Failed');
  });

  it('says of a gap that was accepted that it was', () => {
    const acceptedGaps = gapsOf(targetsOf([ids[0]!], ['eu-west-1']), 'rules', 'not active');
    expect(renderOutcome(outcomeView(ids, { acceptedGaps }), plain())).to.contain(
      'Gaps accepted by --accept-gaps (1)',
    );
  });

  it('stays short where one reason has 40,000 gaps', () => {
    const many = accountIds(5000);
    const gaps = gapsOf(targetsOf(many, regions), 'recorder', 'there is no recorder');
    const coverage = {
      recorder: { desired: 40_000, verified: 5_000, gaps },
      rules: { desired: 40_000, verified: 40_000, gaps: [] },
    };
    expect(renderOutcome(outcomeView(ids, { coverage }), plain()).split('\n').length).to.be.below(60);
  });
});

describe('the coverage matrix', () => {
  const odd = statusView(ids, (target) => {
    if (target.region === 'ap-southeast-3') return { recorder: 'excluded', rules: 'excluded' };
    return target.accountId === ids[3] ? { recorder: 'gap', rules: 'unknown' } : {};
  });

  it('has full names of Regions where they fit, and short ones with a legend where they do not', () => {
    expect(renderStatus(odd, plain(200))).to.contain('ap-southeast-3  ca-central-1');
    const narrow = renderStatus(odd, plain(80));
    expect(narrow)
      .to.match(/apse3 +cac1/)
      .and.to.contain('apse3 ap-southeast-3');
  });

  it('shows recorder and rules of each target', () => {
    const row = renderStatus(odd, plain(80))
      .split('\n')
      .find((line) => line.includes('100000000004'));
    expect(row).to.match(/team-4\) +·· +✖\? +✖\? +✖\? +✖\? +✖\? +✖\?$/);
  });

  it('says the same in words where not even short names fit', () => {
    const text = renderStatus(odd, plain(50));
    expect(text).to.contain('Coverage by Region').and.to.contain('recorder gap, rules unknown: 6 targets');
  });

  it('puts accounts with the same cells into one row, so that 1,000 accounts fit', () => {
    const many = accountIds(1000);
    const view = statusView(many, (target) => (target.accountId === many[5] ? { rules: 'gap' } : {}));
    const lines = renderMatrix(view.matrix, view.accountNames, plain(120));
    expect(lines.length).to.be.below(12);
    expect(lines.join('\n')).to.contain('999 accounts').and.to.contain('100000000006 (team-6)');
  });

  it('keeps its columns straight beside emoji and wide letters', () => {
    const names = new Map([
      ...namesOf(ids),
      [ids[0]!, '🚀 rocket 🫠'],
      [ids[1]!, '日本語のとても長い名前がここにあります'],
    ]);
    const rows = renderMatrix(statusView(ids).matrix, names, plain(80)).filter((line) => line.includes('●●'));
    const starts = new Set(rows.slice(0, 24).map((row) => textWidth(row.slice(0, row.indexOf('●●')))));
    expect(starts.size).to.equal(1);
  });

  for (const width of [30, 50, 64, 80, 200]) {
    it(`fits ${width} columns`, () => {
      const view = statusView(ids);
      expect(widest(renderMatrix(view.matrix, view.accountNames, plain(width)).join('\n'))).to.be.at.most(
        width,
      );
    });
  }
});
