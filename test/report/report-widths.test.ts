import { expect } from 'chai';
import fc from 'fast-check';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { shortRule } from '../../src/report/secrets/words.js';
import { createStyle } from '../../src/report/text/style.js';
import { oneLine, textWidth } from '../../src/report/text/width.js';
import { reportView, richReport } from './secrets-sample.js';

/** Words, paths, wide letters and emoji: what secrets, owners and accounts are called. */
const names = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[a-z0-9/_+=.@-]{1,60}$/),
      fc.constantFrom('日本語の名前', '🚀', 'prod/db', '⚠️', 'ünï'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));

const bare = (text: string) => text.replace(/\s+/g, '');

describe('a report on a terminal', () => {
  for (const width of [80, 200])
    it(`fits ${width} columns, and cuts neither a secret, an owner, a rule nor an id`, () => {
      fc.assert(
        fc.property(names, names, names, (name, owner, account) => {
          const report = richReport();
          const secrets = report.secrets.map((secret) => ({
            ...secret,
            name: `${secret.name} ${name}`,
            owner,
          }));
          const view = reportView({ ...report, secrets });
          const accountNames = new Map([...view.accountNames.keys()].map((id) => [id, account]));
          const text = renderReport({ ...view, accountNames }, createStyle({ width, color: false }));
          for (const line of text.split('\n'))
            if (textWidth(line) > width)
              // A word that is longer than a line is what somebody copies: it stays whole, on a line of its own.
              expect(line.trim().replace(/^✖ /, ''), line).to.not.contain(' ');
          const worst = bare(text.split('Non-compliant secrets')[1] ?? '');
          for (const { accountId, findings, name: whole } of secrets) {
            const open = findings.filter(({ exception, state }) => state === 'non-compliant' && !exception);
            if (open.length === 0) continue;
            expect(worst)
              .to.contain(`✖${bare(oneLine(whole))}`)
              .and.to.contain(bare(`owner ${oneLine(owner)}`));
            expect(worst).to.contain(accountId);
            for (const { rule } of open) expect(worst).to.contain(shortRule(rule));
          }
          for (const rule of report.rules) expect(text).to.contain(`\n  ${shortRule(rule)} `);
        }),
        { numRuns: 100 },
      );
    });
});
