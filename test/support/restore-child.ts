/**
 * A start of the program as far as restoring goes, to be killed: `PROFILE KILL_AT`. Does what is pending, settles it, and says
 * `done`. KILL_AT is the number of the failpoint at which it ends itself; 0 for none.
 */
import { join } from 'node:path';
import { settleRestored } from '../../main/backup/restore/settle.ts';
import { applyPending, endPending } from '../../main/backup/restore/swap.ts';
import { openStore } from '../../main/store/open.ts';

const [profileDir = '', killAt = '0'] = process.argv.slice(2);
const clock = { now: () => Date.UTC(2026, 6, 6, 15) };
const log = { info: () => undefined, warn: () => undefined };
let met = 0;
const failpoint = (): void => {
  met += 1;
  if (met === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};

const pending = await applyPending(profileDir, failpoint);
const store = openStore(join(profileDir, 'resguardo.sqlite'), { clock });
if (pending) {
  await settleRestored({ profileDir, store, pending, clock, log, failpoint });
  await endPending(profileDir, pending);
}
store.close();
process.stdout.write(`done ${met}\n`);
