import { describeCrashes } from '../support/crash.js';

describeCrashes('after');
