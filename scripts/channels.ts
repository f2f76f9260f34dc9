import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNELS, type ChannelName } from '../shared/ipc/channels.ts';

/**
 * Which channels of the contract the window called by itself in the window tests whose notes lie in the folder of the first
 * argument (test/support/channel-calls.ts). Each channel that no screen ever called is an action that no test does, or dead:
 * the exit code is then 1.
 */
/** What no window test does yet, and where it is tested until then. One that a test does comes off the list, or this fails. */
const ELSEWHERE: Readonly<Partial<Record<ChannelName, string>>> = {};

const folder = process.argv[2] ?? '';

const count = (name: string): ReadonlyMap<string, number> => {
  const file = join(folder, name);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Map([...Map.groupBy(lines, (line) => line)].map(([line, all]) => [line, all.length]));
};

const called = count('called');
// The tests look at the state through the same bridge: what they asked for is no action of the window.
const asked = count('asked');
const unused = CHANNELS.filter((channel) => (called.get(channel) ?? 0) <= (asked.get(channel) ?? 0));
const stale = CHANNELS.filter((channel) => ELSEWHERE[channel] !== undefined && !unused.includes(channel));
console.log(
  `channels used by the window: ${CHANNELS.length - unused.length} of ${CHANNELS.length}` +
    (unused.length > 0 ? `, not used: ${unused.join(', ')}` : ''),
);
for (const channel of unused)
  if (ELSEWHERE[channel] !== undefined) console.log(`  ${channel}: ${ELSEWHERE[channel]}`);
if (stale.length > 0) console.log(`used by now, to be taken off the list: ${stale.join(', ')}`);
process.exitCode = stale.length > 0 || unused.some((channel) => ELSEWHERE[channel] === undefined) ? 1 : 0;
