import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readManifest } from '../../../main/backup/manifest/read.ts';
import { filesIn, hash } from '../backup/fixture.ts';
import { openWorld } from './world.ts';

const CHILD = fileURLToPath(new URL('../../support/keeping-child.ts', import.meta.url));
const KILLS = 12;
const SEED = 20_261_125;

it(`killed ${KILLS} times while it issues and keeps (seed ${SEED}) / started again / vault and second copy are whole, nothing is lost`, async () => {
  const root = mkdtempSync(join(tmpdir(), 'resguardo-keeping-'));
  mkdirSync(join(root, 'usb'));
  openWorld({ root }).store.close();
  let state = SEED;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296;
  };
  const acked: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const from = (acked.at(-1) ?? 0) + 1 + kill;
    const child = spawn(process.execPath, [CHILD, root, String(from)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    let started = (): void => {};
    const ready = new Promise<void>((resolve) => {
      started = resolve;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === 'started') started();
        const folio = /^acked (\d+)$/.exec(line)?.[1];
        if (folio) acked.push(Number(folio));
      }
    });
    await ready;
    await new Promise((resolve) => setTimeout(resolve, 10 + random() * 400));
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  const world = openWorld({ root });
  try {
    await world.keeping.keeper.run();
    await world.keeping.mirror.sync();
    await world.vault.sweep();
    const read = await readManifest(join(world.vaultFolder, 'manifiesto.jsonl'));
    expect(read?.fault).toBeNull();
    for (const { path, sha256 } of read?.entries.values() ?? []) {
      expect(hash(readFileSync(join(world.vaultFolder, path))), path).toBe(sha256);
      expect(hash(readFileSync(join(root, 'usb', 'resguardo', path))), path).toBe(sha256);
    }
    const bundles = world.bundles();
    for (const folio of acked) {
      const path = `76192083-9-practica/2026/07/T33F${folio}.xml`;
      expect(read?.entries.get(path)?.sha256, path).toBe(bundles.get(folio)?.document.sha256);
    }
    expect(filesIn(world.vaultFolder).filter((path) => path.endsWith('.tmp'))).toEqual([]);
    expect(await world.keeping.drill.run()).toMatchObject({ ok: true });
    console.info(
      `${KILLS} kills, ${acked.length} acknowledged, ${bundles.size} issued, 0 lost, ${read?.entries.size} files whole in both copies`,
    );
  } finally {
    world.close();
  }
}, 120_000);
