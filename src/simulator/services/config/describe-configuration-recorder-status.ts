import type { Operation, Shape } from '../../kernel/contract.js';
import { recorderAccess, selectRecorders } from './select-recorders.js';
import { noticeRole } from './recording.js';
import { placeOf } from './state.js';
import type { Recorder } from './state.js';
import { compact, time } from './wire.js';

/**
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorderStatus.html
 *
 * AWS answers `PENDING`, `SUCCESS` and `FAILURE` in capitals, other than its model says:
 * https://github.com/aquasecurity/cloudsploit/issues/170
 */
export const describeConfigurationRecorderStatus: Operation = {
  service: 'config',
  name: 'DescribeConfigurationRecorderStatus',
  mutating: false,
  access: recorderAccess('config:DescribeConfigurationRecorderStatus'),
  handle(input, call) {
    const recorders = selectRecorders(input, call);
    for (const recorder of recorders) noticeRole(call.world, placeOf(call), recorder);
    return { ConfigurationRecordersStatus: recorders.map(statusOf) };
  },
};

function statusOf(recorder: Recorder): Shape {
  return compact({
    arn: recorder.arn,
    name: recorder.name,
    lastStartTime: time(recorder.lastStartTime),
    lastStopTime: time(recorder.lastStopTime),
    recording: recorder.recording,
    lastStatus: recorder.lastStatus,
    lastErrorCode: recorder.lastErrorCode,
    lastErrorMessage: recorder.lastErrorMessage,
    lastStatusChangeTime: time(recorder.lastStatusChangeTime),
    servicePrincipal: recorder.servicePrincipal,
  });
}
