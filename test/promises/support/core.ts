import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppOptions, openApp, type Resguardo } from '../../../main/app.ts';
import type { Clock } from '../../../main/domain/clock.ts';
import type { SiiEndpoints } from '../../../main/sii/types.ts';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output, Result } from '../../../shared/ipc/contract.ts';

/** A clock that goes on by itself and can be moved. */
export interface MovedClock extends Clock {
  offset: number;
}
export const movedClock = (offset = 0): MovedClock => {
  const self: MovedClock = { offset, now: () => Date.now() + self.offset };
  return self;
};

/** The whole program without its window, on a folder of its own. */
export interface Core {
  readonly app: Resguardo;
  readonly root: string;
  readonly profileDir: string;
  readonly vault: string;
  readonly dbFile: string;
  /** What went to the log. */
  readonly log: string[];
  ask<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** The same where a refusal is an answer too. */
  tell<C extends ChannelName>(channel: C, input: Input<C>): Promise<Result<Output<C>>>;
  stop(): Promise<void>;
}

export interface CoreOptions
  extends Partial<
    Pick<
      AppOptions,
      'keyring' | 'failpoint' | 'restart' | 'desktop' | 'siiTimeouts' | 'extraRoots' | 'resolveProxy'
    >
  > {
  readonly root: string;
  readonly clock?: Clock;
  readonly endpoints?: SiiEndpoints;
}

/** An SII on loopback answers at once or never. */
export const QUICK = { connect: 1_000, headers: 400, body: 400, total: 900 } as const;

export const placesOf = (root: string) => ({
  profileDir: join(root, 'perfil'),
  vault: join(root, 'respaldos'),
  dbFile: join(root, 'perfil', 'resguardo.sqlite'),
});

export const tempRoot = (): string => mkdtempSync(join(tmpdir(), 'resguardo-promise-'));
export const removeRoot = (root: string): void => rmSync(root, { recursive: true, force: true });

export const noDesktop: AppOptions['desktop'] = {
  chooseFolder: async () => null,
  chooseFile: async () => null,
  reveal: () => false,
  openFile: async () => false,
  openMail: async () => false,
  chooseSaveFile: async () => null,
  features: () => ({ trayAvailable: false, noticesAvailable: false, startAvailable: false }),
  setStartWithSystem: async () => undefined,
  runtime: () => ({}),
  printPdf: async () => new Uint8Array(),
  printOnPaper: async () => true,
};

export class Refused extends Error {
  readonly value: ErrorValue;
  constructor(channel: string, value: ErrorValue) {
    super(`${channel}: ${JSON.stringify(value)}`);
    this.value = value;
  }
}

export const openCore = async (options: CoreOptions): Promise<Core> => {
  const places = placesOf(options.root);
  const log: string[] = [];
  const write =
    (level: string) =>
    (message: string, details?: object): void => {
      log.push(`${level} ${message} ${JSON.stringify(details ?? {})}`);
    };
  const app = await openApp({
    profileDir: places.profileDir,
    defaultVault: places.vault,
    version: '0',
    keyring: options.keyring ?? null,
    desktop: options.desktop ?? noDesktop,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    siiTimeouts: options.siiTimeouts ?? QUICK,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.endpoints ? { practiceEndpoints: options.endpoints } : {}),
    ...(options.extraRoots ? { extraRoots: options.extraRoots } : {}),
    ...(options.resolveProxy ? { resolveProxy: options.resolveProxy } : {}),
    ...(options.failpoint ? { failpoint: options.failpoint } : {}),
    ...(options.restart ? { restart: options.restart } : {}),
  });
  const tell = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Result<Output<C>>> =>
    (await app.dispatch(channel, input)) as Result<Output<C>>;
  return {
    app,
    root: options.root,
    ...places,
    log,
    tell,
    ask: async (channel, input) => {
      const answer = await tell(channel, input);
      if (!answer.ok) throw new Refused(channel, answer.error);
      return answer.value;
    },
    stop: () => app.stop(),
  };
};

/** Waits for what comes by itself. */
export const until = async (
  what: () => boolean | Promise<boolean>,
  why: string,
  limitMs = 15_000,
): Promise<void> => {
  const end = performance.now() + limitMs;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`it did not come to that: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const setUp = async (clock: Clock | undefined): Promise<string> => {
  const root = tempRoot();
  const core = await openCore({ root, ...(clock ? { clock } : {}) });
  await core.ask('setup.practice', {});
  await core.stop();
  return root;
};

let template: string | null = null;
/**
 * A profile that is set up for practice: a copy of one that is made once in each process, for its keys take a while; or one that
 * was set up at another time.
 */
export const practiceRoot = async (clock?: Clock): Promise<string> => {
  if (clock) return setUp(clock);
  if (template === null) {
    const made = await setUp(undefined);
    template = made;
    process.once('exit', () => removeRoot(made));
  }
  const root = tempRoot();
  cpSync(template, root, { recursive: true });
  return root;
};
