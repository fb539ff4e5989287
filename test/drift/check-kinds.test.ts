import { expect } from 'chai';
import { checkKinds } from '../../src/drift/check-kinds.js';
import { blindKinds, driftDepths, driftKindNames } from '../../src/model/drift.js';
import { OrgSecretsError } from '../../src/model/errors.js';

describe('the kinds of drift that were asked for', () => {
  it('are let through where the depth sees them', () => {
    for (const depth of driftDepths) {
      const blind = blindKinds(depth);
      checkKinds(
        driftKindNames.filter((kind) => !blind.includes(kind)),
        depth,
      );
    }
  });

  it('are refused where the depth does not see one of them, with the depth that does', () => {
    for (const depth of driftDepths)
      for (const kind of blindKinds(depth))
        expect(() => checkKinds(['instance-missing', kind], depth), `${kind}, ${depth}`)
          .to.throw(OrgSecretsError, `${kind} is not looked for at depth ${depth}`)
          .that.deep.includes({ code: 'InvalidUsage' });
  });

  it('are told with the deepest depth that one of them needs', () => {
    expect(() => checkKinds(['recorder-stopped', 'rule-missing', 'surplus'], 'quick'))
      .to.throw(
        OrgSecretsError,
        'recorder-stopped is not looked for at depth quick: --depth standard sees it.\nrule-missing is not looked for at depth quick: --depth deep sees it.',
      )
      .that.deep.includes({
        instructions: 'Give --depth deep, or leave out of --only what is not looked for.',
      });
  });
});
