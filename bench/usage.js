// Loaded before the command line: what it cost is written to descriptor 3, as JSON, when it ends.
import { writeSync } from 'node:fs';

const started = performance.now();
process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = {
    // KiB, whatever the platform: https://nodejs.org/docs/latest-v20.x/api/process.html#processresourceusage
    memoryMb: (maxRSS * 1024) / 1e6,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    wallSeconds: (performance.now() - started) / 1000,
  };
  writeSync(3, JSON.stringify(usage));
});
