import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { root } from '../../support/in-process.js';
import { all, appliedAgain, applyTo, leftOut, nothingToDo, targetsIn } from '../../support/real-life.js';

const refusedRules = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-secret-unused',
];
const line = `rules: { ${refusedRules.map((rule) => `${rule}: { excludeRegions: [mx-central-1] }`).join(', ')} }`;
const virginia = ['111111111111', '222222222222', '300000000001', '300000000002'].map(
  (id) => `${id}/us-east-1`,
);
const mexico = ['111111111111', '222222222222', '300000000001'].map((id) => `${id}/mx-central-1`);

describe('A Region in which AWS Config works and refuses some of the rules', function () {
  this.timeout(120_000);

  describe('the catalog does not know of it', () => {
    let world: CliWorld;
    before(async () => {
      world = await startCliWorld('regions-rules');
    });
    after(() => world.stop());

    it('the run learns what AWS refuses, deploys the other rules, and names each refusal in AWS\u2019s words', async () => {
      const { exitCode, document } = await applyTo(world);
      expect(targetsIn(world.simulator)).to.deep.equal({
        ...all(virginia),
        ...all(mexico, 'orgsecrets records, 2 rules'),
      });
      expect(document.actions.failed.map(({ id }) => id)).to.deep.equal(['prove-coverage']);
      const [proof] = document.actions.failed;
      for (const { region, reason, instructions } of proof?.failures ?? []) {
        expect(region).to.equal('mx-central-1');
        for (const rule of refusedRules)
          expect(reason).to.contain(
            `AWS refuses ${rule} in this Region: The sourceIdentifier ${rule.replaceAll('-', '_').toUpperCase()} is invalid.`,
          );
        expect(instructions).to.contain(line);
      }
      expect(proof?.failures).to.have.length(mexico.length);
      expect([exitCode, document.outcome, document.aggregator.status]).to.deep.equal([
        4,
        'refused',
        'absent',
      ]);
    });

    it('a further run ends in the same state: a refusal is a gap until a person leaves the rule out', async () => {
      const before = targetsIn(world.simulator);
      const { exitCode, document } = await applyTo(world);
      expect(exitCode).to.equal(4);
      expect(
        document.coverage.rules.gaps.map(({ accountId, region }) => `${accountId}/${region}`),
      ).to.deep.equal(mexico);
      expect(targetsIn(world.simulator)).to.deep.equal(before);
    });

    it('with the line that it says in the org.yaml, the rules are exclusions and the rest is proved', async () => {
      world.editOrg((text) => `${text}${line}\n`);
      const { exitCode, document } = await applyTo(world);
      expect([exitCode, document.outcome, document.aggregator.status]).to.deep.equal([
        0,
        'done',
        'succeeded',
      ]);
      expect(leftOut(document)).to.deep.include(
        Object.fromEntries(refusedRules.map((rule) => [`*/mx-central-1/${rule}`, 'excluded'])),
      );
      expect(document.coverage.rules).to.deep.equal({ desired: 7, verified: 7, gaps: [] });
      expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    });
  });

  describe('the catalog says so', () => {
    const home = mkdtempSync(join(tmpdir(), 'orgsecrets-package-'));
    let world: CliWorld;
    before(async () => {
      for (const part of ['bin', 'dist', 'config', 'templates', 'policies', 'package.json'])
        cpSync(join(root, part), join(home, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
      const catalog = join(home, 'config', 'catalog', 'rules.yaml');
      const entry = `{ region: mx-central-1, reason: not there yet, source: 'https://docs.aws.amazon.com/', asOf: 2026-11-25, statements: [] }`;
      const rules = readFileSync(catalog, 'utf8').split(/(?=^ {2}- name:)/m);
      writeFileSync(
        catalog,
        rules
          .map((text) =>
            refusedRules.some((rule) => text.startsWith(`  - name: ${rule}`))
              ? text.replace('unsupported: []', `unsupported: [${entry}]`)
              : text,
          )
          .join(''),
      );
      world = await startCliWorld('regions-rules', undefined, home);
    });
    after(async () => {
      await world.stop();
      rmSync(home, { recursive: true });
    });

    it('where the catalog says so, the rules are left out with its reason and source, and nothing is tried in vain', async () => {
      const { exitCode, document } = await applyTo(world);
      expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
      expect(leftOut(document)).to.deep.include(
        Object.fromEntries(refusedRules.map((rule) => [`*/mx-central-1/${rule}`, 'not there yet'])),
      );
      expect(targetsIn(world.simulator)).to.deep.equal({
        ...all(virginia),
        ...all(mexico, 'orgsecrets records, 2 rules'),
      });
      expect(
        world.simulator.log.filter(({ operation, error }) => operation === 'PutConfigRule' && error),
      ).to.deep.equal([]);
    });
  });
});
