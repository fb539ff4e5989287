import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/in-process.js';

const folder = join(root, 'test', 'e2e');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));
const codes = [...readFileSync(join(root, 'docs', 'doctor.md'), 'utf8').matchAll(/^## (D\d{3}):/gm)].flatMap(
  ([, code]) => code ?? [],
);

describe('Every check of doctor', () => {
  it('is one of docs/doctor.md', () => expect(codes.length).to.be.greaterThan(20));

  for (const code of codes)
    it(`is seen not to be ok by a test of the built command line: ${code}`, () => {
      const notOk = new RegExp(`check\\('${code}'\\)|${code}: '(failed|warning|unknown)'|=== '${code}'`);
      expect(texts.some((text) => notOk.test(text))).to.equal(true);
    });
});
