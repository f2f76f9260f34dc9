/** A program to be killed: `PROFILE FILE|-`. Begins to issue a CSV, or goes on; says `issued <n>` as it goes and `done <n>`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../../main/app.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

const [profileDir = '', file = '-'] = process.argv.slice(2);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const app = await openApp({
  profileDir,
  defaultVault: join(profileDir, 'vault'),
  version: '0',
  keyring: null,
  desktop: {} as never,
  log: { info: () => {}, warn: () => {}, error: () => {} },
});
const ask = async (channel: string, input: unknown = {}): Promise<unknown> => {
  const result = await app.dispatch(channel, input);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
  return result.value;
};

if (file !== '-') {
  await ask('setup.practice');
  const content = readFileSync(file).toString('base64');
  const { id } = (await ask('intake.csvPreview', { name: 'x.csv', content })) as Output<'intake.csvPreview'>;
  await ask('intake.csvIssue', { preview: id });
}
say('started');
for (;;) {
  const { batch } = (await ask('intake.batch')) as Output<'intake.batch'>;
  const issued = batch?.counts.issued ?? 0;
  say(`${batch?.state === 'running' ? 'issued' : 'done'} ${issued}`);
  if (batch?.state !== 'running') break;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await app.stop();
process.exit(0);
