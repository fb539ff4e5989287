import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import { expect } from 'chai';
import fc from 'fast-check';
import { toRecorderSettings, withType } from '../../src/aws/recorder-settings.js';
import { records } from '../../src/desired/recording-group.js';

const types = fc.uniqueArray(
  fc.constantFrom('AWS::S3::Bucket', 'AWS::EC2::Instance', 'AWS::SecretsManager::Secret'),
);
const secret = 'AWS::SecretsManager::Secret';

const groups = fc.oneof(
  fc.constant(undefined),
  fc.record({ allSupported: fc.constant(true), includeGlobalResourceTypes: fc.boolean() }),
  types.map((resourceTypes) => ({
    allSupported: false,
    resourceTypes,
    recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
  })),
  types.map((resourceTypes) => ({
    exclusionByResourceTypes: { resourceTypes },
    recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
  })),
);

const recorders = fc.record({
  name: fc.constant('default'),
  roleARN: fc.constant('arn:role'),
  recordingGroup: groups,
  recordingMode: fc.constantFrom(undefined, { recordingFrequency: 'DAILY', recordingModeOverrides: [{}] }),
}) as fc.Arbitrary<ConfigurationRecorder>;

describe('adding a type to a recorder', () => {
  it('records it afterwards, and everything that was recorded before', () => {
    fc.assert(
      fc.property(recorders, (recorder) => {
        const before = toRecorderSettings(recorder);
        const after = toRecorderSettings(withType(recorder, secret));
        expect(records(after, secret)).to.equal(true);
        for (const type of ['AWS::S3::Bucket', 'AWS::EC2::Instance'])
          if (records(before, type)) expect(records(after, type), type).to.equal(true);
      }),
    );
  });

  it('changes nothing but the group, and that only where it has to', () => {
    fc.assert(
      fc.property(recorders, (recorder) => {
        const after = withType(recorder, secret);
        expect({ ...after, recordingGroup: undefined }).to.deep.equal({
          ...recorder,
          recordingGroup: undefined,
        });
        if (records(toRecorderSettings(recorder), secret)) expect(after).to.equal(recorder);
      }),
    );
  });
});
