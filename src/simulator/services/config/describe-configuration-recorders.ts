import type { Operation } from '../../kernel/contract.js';
import { recorderAccess, selectRecorders } from './select-recorders.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorders.html */
export const describeConfigurationRecorders: Operation = {
  service: 'config',
  name: 'DescribeConfigurationRecorders',
  mutating: false,
  access: recorderAccess('config:DescribeConfigurationRecorders'),
  handle(input, call) {
    return {
      ConfigurationRecorders: selectRecorders(input, call).map((recorder) => ({
        arn: recorder.arn,
        name: recorder.name,
        roleARN: recorder.roleARN,
        recordingGroup: recorder.recordingGroup,
        recordingMode: recorder.recordingMode,
        recordingScope: recorder.recordingScope,
        ...(recorder.servicePrincipal === undefined ? {} : { servicePrincipal: recorder.servicePrincipal }),
      })),
    };
  },
};
