import { accountAccess, subjectAccount } from './access.js';
import { knownRegion } from './known-region.js';
import { regionStatus } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const getRegionOptStatus: Operation = {
  service: 'account',
  name: 'GetRegionOptStatus',
  mutating: false,
  http: { method: 'POST', uri: '/getRegionOptStatus' },
  access: accountAccess('GetRegionOptStatus'),
  handle(input, call) {
    const region = knownRegion(input, call);
    return {
      RegionName: region,
      RegionOptStatus: regionStatus(call.world, subjectAccount(input, call), region),
    };
  },
};
