import { describeCrashes } from '../support/crash.js';

describeCrashes('before');
