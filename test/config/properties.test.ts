import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseOrgConfig } from '../../src/config/parse-org-config.js';
import { formatProblems } from '../../src/config/problem.js';
import { theCatalog } from '../catalog/the-catalog.js';
import { orgConfig } from './arbitrary.js';
import { configOf, minimal } from './parse.js';

describe('every org.yaml', () => {
  it('gives the same config again when its config is printed as YAML', () => {
    fc.assert(
      fc.property(orgConfig, (config) => {
        expect(configOf(stringify(config))).to.deep.equal(config);
      }),
      { numRuns: 200 },
    );
  });

  it('gives a config or problems inside of the text, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), mutated, fc.json().map(String)),
        (text) => {
          const result = parseOrgConfig(text, 'org.yaml', theCatalog);
          if (result.ok) return;
          const lines = text.split(/\r\n|\r|\n/);
          expect(result.problems).not.to.deep.equal([]);
          for (const { line, column, reason } of result.problems) {
            expect(line).to.be.within(1, lines.length);
            expect(column).to.be.at.least(1);
            expect(reason).not.to.equal('');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('survives any value at any place', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('toString', 'constructor', '', 0, -0, 1e308));
    fc.assert(
      fc.property(
        orgConfig,
        value,
        fc.nat(),
        fc.constantFrom('constructor', 'a'.repeat(300)),
        (config, other, at, key) => {
          const places = placesIn(config);
          const place = places[at % places.length]!;
          place.holder[place.key] = structuredClone(other);
          if (!Array.isArray(place.holder)) place.holder[key] = other;
          const result = parseOrgConfig(stringify(config), 'org.yaml', theCatalog);
          if (!result.ok)
            expect(formatProblems(result.problems).split('\n')).to.have.length(result.problems.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every value in a value, by where it is held. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

/** A right text with a piece of it replaced by what YAML finds interesting. */
const mutated = fc
  .tuple(
    fc.nat(),
    fc.nat(20),
    fc.constantFrom(
      '\t',
      '[',
      '{',
      '&a ',
      '*a',
      '!!set ',
      '? ',
      ': ',
      '- ',
      '|',
      '"',
      '%',
      '---\n',
      '\n',
      '~',
      '<<: ',
      '\u0000',
    ),
  )
  .map(([position, length, piece]) => {
    const text = minimal("accounts:\n  exclude:\n    - id: '333333333333'\ntags: { a: b }\n");
    const start = position % text.length;
    return text.slice(0, start) + piece + text.slice(start + length);
  });
