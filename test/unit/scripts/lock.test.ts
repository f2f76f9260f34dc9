import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';

const LOCK = join(ROOT, 'scripts', 'lib', 'lock.mjs');

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'resguardo-lock-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** Another set-up: holds the lock for `ms` and writes down when it came in and went out. */
function holder(name: string, ms: number): Promise<unknown> {
  const code = `
    import { appendFileSync } from 'node:fs';
    const { withLock } = await import(${JSON.stringify(LOCK)});
    await withLock('thing', async () => {
      appendFileSync(${JSON.stringify(join(cache, 'log'))}, '${name} in\\n');
      await new Promise((resolve) => setTimeout(resolve, ${ms}));
      appendFileSync(${JSON.stringify(join(cache, 'log'))}, '${name} out\\n');
    });`;
  return promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
}

function log(): string[] {
  return readFileSync(join(cache, 'log'), 'utf8').trim().split('\n');
}

describe('the lock of the set-up', () => {
  it('lets one process in at a time', async () => {
    await Promise.all([holder('a', 300), holder('b', 300)]);
    const [first = '', second, third = '', fourth] = log();
    expect([second, fourth]).toEqual([first.replace('in', 'out'), third.replace('in', 'out')]);
  });

  it('is free again afterwards', async () => {
    await holder('a', 0);
    expect(existsSync(join(cache, 'resguardo', 'locks', 'thing'))).toBe(false);
  });

  it('is taken over from an owner that has not touched it for long', async () => {
    const folder = join(cache, 'resguardo', 'locks', 'thing');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'owner'), 'another-machine\n1');
    const old = new Date(Date.now() - 60_000);
    utimesSync(folder, old, old);
    await holder('b', 0);
    expect(log()).toEqual(['b in', 'b out']);
  });
});
