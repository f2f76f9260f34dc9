import type { Handlers } from './dispatch.ts';
import { attemptHandlers } from './handlers/attempts.ts';
import { backupHandlers } from './handlers/backups.ts';
import { cleanupHandlers } from './handlers/cleanup.ts';
import { companyHandlers } from './handlers/companies.ts';
import { documentHandlers } from './handlers/documents.ts';
import { draftHandlers } from './handlers/drafts.ts';
import { exchangeHandlers } from './handlers/exchange.ts';
import { folioHandlers } from './handlers/folios.ts';
import { healthHandlers } from './handlers/health.ts';
import { helpHandlers } from './handlers/help.ts';
import { homeHandlers } from './handlers/home.ts';
import { intakeHandlers } from './handlers/intake.ts';
import { keysHandlers } from './handlers/keys.ts';
import { listHandlers } from './handlers/lists.ts';
import { mailHandlers } from './handlers/mail.ts';
import { operatorHandlers } from './handlers/operators.ts';
import { practiceHandlers } from './handlers/practice.ts';
import { presenceHandlers } from './handlers/presence.ts';
import { printHandlers } from './handlers/print.ts';
import { queueHandlers } from './handlers/queue.ts';
import { restoreHandlers } from './handlers/restore.ts';
import { sendingHandlers } from './handlers/sending.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { setupHandlers } from './handlers/setup.ts';
import { statusHandlers } from './handlers/status.ts';
import { tourHandlers } from './handlers/tour.ts';
import { trailHandlers } from './handlers/trail.ts';
import type { Services } from './services.ts';

/** One handler for every channel of the contract, in one file per feature. */
export const createHandlers = (services: Services): Handlers => ({
  ...statusHandlers(services),
  ...healthHandlers(services),
  ...cleanupHandlers(services),
  ...setupHandlers(services),
  ...companyHandlers(services),
  ...folioHandlers(services),
  ...documentHandlers(services),
  ...attemptHandlers(services),
  ...printHandlers(services),
  ...backupHandlers(services),
  ...restoreHandlers(services),
  ...queueHandlers(services),
  ...sendingHandlers(services),
  ...settingsHandlers(services),
  ...practiceHandlers(services),
  ...intakeHandlers(services),
  ...exchangeHandlers(services),
  ...homeHandlers(services),
  ...tourHandlers(services),
  ...helpHandlers(services),
  ...presenceHandlers(services),
  ...mailHandlers(services),
  ...keysHandlers(services),
  ...listHandlers(services),
  ...draftHandlers(services),
  ...operatorHandlers(services),
  ...trailHandlers(services),
});
