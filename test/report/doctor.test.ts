import { expect } from 'chai';
import { doctorDocument } from '../../src/report/json/doctor.js';
import { renderDoctor } from '../../src/report/render-doctor.js';
import { createStyle } from '../../src/report/text/style.js';
import type { DoctorCheck } from '../../src/report/types.js';

const check = (code: string, verdict: DoctorCheck['verdict']): DoctorCheck => ({
  code,
  title: `the title of ${code}`,
  verdict,
  reason: `the reason of ${code}`,
});

describe('what doctor shows', () => {
  const checks = [check('D001', 'ok'), check('D002', 'failed'), check('D003', 'ignored')];

  it('is a symbol, a code, a title and a reason for each check, and a count of each verdict', () => {
    const text = renderDoctor(checks, createStyle({ width: 80, color: false }));
    expect(text.split('\n').filter((line) => line.includes('title'))).to.deep.equal([
      '✔ D001 the title of D001',
      '✖ D002 the title of D002',
      '- D003 the title of D003',
    ]);
    expect(text).to.contain('the reason of D003');
    expect(text.split('\n').at(-1)).to.equal('1 ok · 0 warnings · 1 failed · 0 unknown · 1 ignored');
  });

  it('says nothing of ignored checks where there are none', () => {
    const text = renderDoctor(checks.slice(0, 2), createStyle({ width: 80, color: false }));
    expect(text).not.to.contain('ignored');
  });

  it('is the same in the document', () => {
    expect(doctorDocument(checks).checks.map(({ code, verdict }) => `${code} ${verdict}`)).to.deep.equal([
      'D001 ok',
      'D002 failed',
      'D003 ignored',
    ]);
  });
});
