// The demo: a day of an invented shop, in the real window, on the practice SII. Runs through `npm run demo`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../test/support/electron.ts';
import { createChecks } from './demo/checks.ts';
import { outputFolder } from './demo/output.ts';
import { createStage } from './demo/stage.ts';
import { CHAPTERS } from './demo/story.ts';
import { writeSummary } from './demo/summary.ts';

const print = (line: string): void => console.log(line);
const SIZE = { width: 1280, height: 800 };

const run = async (out: string): Promise<boolean> => {
  const started = Date.now();
  const checks = createChecks(print);
  const temp = mkdtempSync(join(tmpdir(), 'resguardo-demo-'));
  // Its folders are seen on screen (the vault's path), so they have a name that a person can read.
  const profileDir = join(temp, 'perfil');
  mkdirSync(profileDir);
  try {
    const launched = await launchApp({ profileDir, size: SIZE });
    const stage = createStage(launched, checks, out);
    try {
      for (const { title, play } of CHAPTERS) {
        print(`\n${title}`);
        await play(stage, out);
      }
      await writeSummary(stage, out);
    } catch (error) {
      checks.broken('the demo gets to its end', error);
      await launched.screenshot(join(out, 'screens', 'where-it-stopped.png')).catch(() => undefined);
      print(launched.mainOutput());
    }
    checks.equal('no error on the console of the window', launched.problems, []);
    await launched.close().then(
      () => checks.equal('the application quits by itself', true, true),
      (error: unknown) => checks.broken('the application quits by itself', error),
    );
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
  const met = checks.all.filter(({ ok }) => ok).length;
  const failed = checks.all.length - met;
  print(`\nEverything is in ${out} (${Math.round((Date.now() - started) / 1000)} s)`);
  print(`${met} expectations met, ${failed} not`);
  return failed === 0;
};

const chosen = outputFolder(process.argv.slice(2));
if ('problem' in chosen) {
  print(chosen.problem);
  process.exitCode = 2;
} else {
  process.exitCode = (await run(chosen.folder)) ? 0 : 1;
}
