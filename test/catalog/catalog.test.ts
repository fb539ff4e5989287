import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import {
  defaultExclusion,
  defaultExclusions,
  isRuleSupported,
  partitionOf,
  regionsOf,
  ruleOf,
  ruleUnsupported,
} from '../../src/catalog/catalog.js';
import { catalogFiles, loadCatalog, type CatalogFile } from '../../src/catalog/load-catalog.js';
import { partitionNames, ruleNames, type Catalog } from '../../src/model/catalog.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { theCatalog } from './the-catalog.js';

/** The catalog with another text in one of its files. */
function withFile(file: CatalogFile, change: (text: string) => string): Catalog {
  return loadCatalog((name) => {
    const text = readFileSync(new URL(`../../config/catalog/${name}`, import.meta.url), 'utf8');
    return name === file ? change(text) : text;
  });
}

describe('the catalog', () => {
  it('holds every Region of the four partitions', () => {
    const counts = partitionNames.map((partition) => [partition, regionsOf(theCatalog, partition).length]);
    expect(counts).to.deep.equal([
      ['aws', 34],
      ['aws-cn', 2],
      ['aws-us-gov', 2],
      ['aws-eusc', 1],
    ]);
  });

  it('knows that Regions opened after March 2019 must be enabled', () => {
    const usual = regionsOf(theCatalog, 'aws').filter((region) => !region.optIn);
    expect(usual).to.have.length(17);
    expect(usual.map((region) => region.name)).to.include.members([
      'us-east-1',
      'eu-north-1',
      'ap-northeast-3',
    ]);
    expect(usual.map((region) => region.name)).not.to.include.members([
      'ap-east-1',
      'eu-south-1',
      'ap-southeast-3',
    ]);
  });

  it('names as main Region of a partition one that every account has', () => {
    for (const partition of theCatalog.partitions) {
      const main = theCatalog.regions.find((region) => region.name === partition.mainRegion);
      expect(main).to.include({ partition: partition.name, optIn: false });
    }
  });

  it('forwards events across Regions only where EventBridge does', () => {
    for (const region of theCatalog.regions) {
      expect(region.eventForwarding).to.equal(partitionOf(theCatalog, region.partition).crossRegionEvents);
    }
  });

  it('describes the five rules', () => {
    expect(theCatalog.rules.map((rule) => rule.name)).to.have.members([...ruleNames]);
    for (const rule of theCatalog.rules) {
      expect(rule.identifier).to.equal(rule.name.toUpperCase().replaceAll('-', '_'));
      expect(rule.statements.length, rule.name).to.be.at.least(1);
    }
    expect(ruleOf(theCatalog, 'secretsmanager-secret-unused')).to.deep.include({ trigger: 'periodic' });
    expect(ruleOf(theCatalog, 'secretsmanager-using-cmk')).to.deep.include({ trigger: 'change' });
  });

  it('maps every rule to controls, four of them to one of Security Hub’s own', () => {
    const of = (rule: string, standard: string) =>
      theCatalog.controls
        .filter((one) => one.rule === rule && one.standard === standard)
        .flatMap(({ controls }) => controls);
    const own = ruleNames.map((rule) => of(rule, 'AWS Security Hub').join());
    expect(own.toSorted()).to.deep.equal(['', ...[1, 2, 3, 4].map((n) => `SecretsManager.${n}`)]);
    expect(of('secretsmanager-using-cmk', 'AWS Security Hub')).to.deep.equal([]);
    for (const rule of ruleNames) expect(of(rule, 'NIST SP 800-53'), rule).not.to.deep.equal([]);
  });

  it('gives every fact an address and a date', () => {
    const facts = [
      ...theCatalog.partitions,
      ...theCatalog.rules,
      ...theCatalog.rules.flatMap((rule) => [...rule.statements, ...rule.unsupported]),
      ...theCatalog.exclusions,
      ...Object.values(theCatalog.regionSources),
      ...Object.values(theCatalog.limits),
      ...theCatalog.controls,
    ];
    for (const { source, asOf } of facts) {
      expect(source).to.match(/^https:\/\//);
      expect(asOf).to.match(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('leaves out Jakarta, with reason and source, unless it is allowed', () => {
    expect(defaultExclusions(theCatalog, []).map((exclusion) => exclusion.region)).to.deep.equal([
      'ap-southeast-3',
    ]);
    expect(defaultExclusion(theCatalog, 'ap-southeast-3', [])?.reason).to.include('Jakarta');
    expect(defaultExclusion(theCatalog, 'ap-southeast-3', ['ap-southeast-3'])).to.equal(undefined);
    expect(defaultExclusion(theCatalog, 'us-east-1', [])).to.equal(undefined);
  });

  it('leaves out a rule where the catalog says so, unless the Region is allowed', () => {
    const line =
      'unsupported: [{ region: mx-central-1, reason: not there yet, source: https://example.com, asOf: 2026-01-01 }]';
    const catalog = withFile('rules.yaml', (text) => text.replace('unsupported: []', line));
    const rule = 'secretsmanager-rotation-enabled-check';
    expect(ruleUnsupported(catalog, rule, 'mx-central-1', [])?.reason).to.equal('not there yet');
    expect(isRuleSupported(catalog, rule, 'mx-central-1', [])).to.equal(false);
    expect(isRuleSupported(catalog, rule, 'mx-central-1', ['mx-central-1'])).to.equal(true);
    expect(isRuleSupported(catalog, rule, 'us-east-1', [])).to.equal(true);
    expect(isRuleSupported(catalog, 'secretsmanager-using-cmk', 'mx-central-1', [])).to.equal(true);
  });
});

describe('loadCatalog', () => {
  const broken: [title: string, file: CatalogFile, change: (text: string) => string, message: RegExp][] = [
    ['a key that it does not know', 'regions.yaml', (text) => `${text}\nmore: 1\n`, /regions\.yaml: .*more/],
    [
      'a Region that is there twice',
      'regions.yaml',
      (text) => text.replace('ap-east-2', 'ap-east-1'),
      /ap-east-1 is there twice/,
    ],
    [
      'an exclusion of a Region that is not there',
      'exclusions.yaml',
      (text) => text.replace('ap-southeast-3', 'ap-x-9'),
      /ap-x-9 is not in regions\.yaml/,
    ],
    [
      'a rule that is missing',
      'rules.yaml',
      (text) => text.slice(0, text.lastIndexOf('  - name: secretsmanager-')),
      /not exactly the five rules/,
    ],
    [
      'a mapping of a rule to a standard that is there twice',
      'controls.yaml',
      (text) =>
        text
          .replaceAll('standard: PCI DSS', 'standard: NIST SP 800-53')
          .replaceAll(/version: v.*/g, 'version: Rev. 5'),
      /is there twice/,
    ],
    [
      'a limit that is missing',
      'limits.yaml',
      (text) => text.replace(/ {2}rulesPerRegion:\n( {4}.*\n)+/, ''),
      /limits\.yaml: limits\.rulesPerRegion/,
    ],
  ];
  for (const [title, file, change, message] of broken) {
    it(`refuses ${title}, as a defect of its own`, () => {
      expect(() => withFile(file, change))
        .to.throw(OrgSecretsError, message)
        .that.includes({ code: 'Internal', fault: 'internal' });
    });
  }

  it('reads each of its files once', () => {
    const read: string[] = [];
    loadCatalog((name) => {
      read.push(name);
      return readFileSync(new URL(`../../config/catalog/${name}`, import.meta.url), 'utf8');
    });
    expect(read).to.deep.equal([...catalogFiles]);
  });
});
