import { measureReport } from './measure-report.js';
import type { ReportSize } from './secrets.js';

// One size, given as JSON; see report-main.ts.
const { size, recorded } = JSON.parse(process.argv[2] ?? '') as { size: ReportSize; recorded: boolean };
process.stdout.write(JSON.stringify(await measureReport(size, recorded)));
