import { disableRegion, enableRegion } from './change-region.js';
import { getRegionOptStatus } from './get-region-opt-status.js';
import { listRegions } from './list-regions.js';
import type { Operation } from '../../kernel/contract.js';

export const operations: readonly Operation[] = [
  disableRegion,
  enableRegion,
  getRegionOptStatus,
  listRegions,
];
