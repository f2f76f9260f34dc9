/**
 * A program that only claims: `DB BOOT NOW_MS`. Says `ready`, begins at the first line on its input, and ends with all that it claimed
 * as one line of JSON (ids of documents).
 */
import { once } from 'node:events';
import { openStore } from '../../main/store/open.ts';
import { createFakeClock } from './clock.ts';
import { createFakeSii } from './fake-sii.ts';
import { boot } from './sending.ts';

const [file = '', bootId = '', now = '0'] = process.argv.slice(2);
const clock = createFakeClock(Number(now));
const store = openStore(file, { clock });
const { sender } = boot({ store, clock, gateway: createFakeSii(), bootId });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.unref();
const claimed: number[] = [];
for (let claim = sender.claim(); claim !== null; claim = sender.claim()) claimed.push(claim.documentId);
process.stdout.write(`${JSON.stringify(claimed)}\n`);
store.close();
