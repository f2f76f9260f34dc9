import { describe, expect, it } from 'vitest';
import { createSerial } from '../../../main/sii/serial.ts';

const gate = () => {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait, open };
};

describe('one after the other', () => {
  it('three at once: in their order, never two together', async () => {
    const serial = createSerial();
    let running = 0;
    const done: number[] = [];
    const work = (n: number) => async (): Promise<number> => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 3 - n));
      running--;
      done.push(n);
      return n;
    };
    expect(await Promise.all([0, 1, 2].map((n) => serial.run(work(n))))).toEqual([0, 1, 2]);
    expect(done).toEqual([0, 1, 2]);
  });

  it('one that fails: tells its own caller alone', async () => {
    const serial = createSerial();
    const failing = serial.run(() => Promise.reject(new Error('no')));
    const next = serial.run(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('given up in the queue: answered at once, not begun, and nobody overtakes', async () => {
    const serial = createSerial();
    const first = gate();
    const controller = new AbortController();
    const begun: string[] = [];
    const running = serial.run(async () => {
      begun.push('first');
      await first.wait;
      begun.push('first ends');
    });
    const given = serial.run(async () => begun.push('second'), controller.signal);
    const last = serial.run(async () => begun.push('third'));
    controller.abort();
    expect(await given).toBe('aborted');
    first.open();
    await Promise.all([running, last]);
    expect(begun).toEqual(['first', 'first ends', 'third']);
  });
});
