import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeTopic } from '../shared/ipc/channels.ts';
import { createProtector } from './backup/protector.ts';
import { createVaultRecords } from './backup/store-records.ts';
import { createVault } from './backup/vault.ts';
import { createVerifier } from './backup/verify.ts';
import { type Clock, createShiftableClock, systemClock } from './domain/clock.ts';
import { prepareDraft } from './domain/draft/index.ts';
import { PRACTICE_IDK } from './dte/caf-issuers.ts';
import { createDteEngine } from './dte/engine.ts';
import { verifyDte } from './dte/verify.ts';
import { type Caller, createDispatch, type Dispatch, type Log } from './ipc/dispatch.ts';
import { createHandlers } from './ipc/handlers.ts';
import type { Desktop, Services } from './ipc/services.ts';
import { createCustody, type Keyring as SystemKeyring } from './security/custody.ts';
import { createChanges } from './sending/changes.ts';
import { createIssuing } from './sending/issuing.ts';
import { createKeyring } from './sending/keyring.ts';
import { createPoller } from './sending/poller.ts';
import { createQueueService } from './sending/queue-service.ts';
import { createScheduler } from './sending/scheduler.ts';
import { createSender } from './sending/sender.ts';
import { createPracticeHost } from './setup/practice-host.ts';
import { createPreferences } from './setup/preferences.ts';
import { createSetup } from './setup/setup.ts';
import { createSiiGateway } from './sii/client.ts';
import { SII_ENDPOINTS } from './sii/endpoints.ts';
import { openStore } from './store/open.ts';

export interface AppOptions {
  /** Database, keys and log live here; made when it is not there. */
  readonly profileDir: string;
  /** Where backups go until a person chooses another folder. */
  readonly defaultVault: string;
  readonly version: string;
  readonly keyring: SystemKeyring | null;
  readonly desktop: Desktop;
  readonly log: Log;
  readonly clock?: Clock;
}

/** The whole program without its window: the same in Electron, in tests and in scripts. */
export interface Resguardo {
  readonly dispatch: Dispatch;
  /** @returns a function that stops listening */
  onChange(listener: (topics: readonly ChangeTopic[]) => void): () => void;
  /** The computer woke up, or the network came back: look at once. */
  resume(): void;
  /** Lets what is being sent end (at most ten seconds), then closes everything. */
  stop(): Promise<void>;
}

/** Files that could not be written (vault folder missing, disk full) are tried again so often. */
const PROTECT_EVERY_MS = 60_000;

/** Until there are operators, whoever sits at the computer is in charge of it. */
const ENCARGADO: Caller = { name: 'Encargado', role: 'encargado' };

/**
 * Puts the program together and starts it.
 * @throws AppError database_from_future; SqliteError for a damaged database, which is left as it is
 */
export const openApp = async (options: AppOptions): Promise<Resguardo> => {
  const { profileDir, log } = options;
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  const clock = createShiftableClock(options.clock ?? systemClock);
  const store = openStore(join(profileDir, 'resguardo.sqlite'), {
    clock,
    onAudit: ({ actor, action, documentId, params }) => log.info(action, { actor, documentId, ...params }),
  });
  const changes = createChanges((error) => log.error('a listener failed', { error: String(error) }));
  const listeners = new Set<(topics: readonly ChangeTopic[]) => void>();
  const announce = (topics: readonly ChangeTopic[]): void => {
    for (const listener of listeners) listener(topics);
  };
  changes.on(announce);

  const custody = createCustody({ file: join(profileDir, 'claves.json'), keyring: options.keyring, clock });
  const practice = createPracticeHost(profileDir, clock, store.settings);
  const preferences = createPreferences(store.settings, options.defaultVault);
  const setup = createSetup({ store, clock, custody, practice });

  const records = createVaultRecords(store, clock);
  const vault = createVault({ folder: preferences.vaultFolder });
  const protector = createProtector({ records, vault, log });
  const verify = createVerifier({
    records,
    vault,
    log,
    verifyDte: (bytes) => verifyDte(bytes, { cafIssuers: knownIssuers() }),
  });
  const knownIssuers = (): Readonly<Record<number, string>> =>
    setup.active()?.environment === 'practice'
      ? { [PRACTICE_IDK]: practice.running().issuer.publicKeyPem }
      : {};

  const keyring = createKeyring({ store, custody });
  const gateway = createSiiGateway({
    clock,
    endpoints: () => {
      const { environment } = setup.company();
      return environment === 'practice' ? practice.running().endpoints : SII_ENDPOINTS[environment];
    },
    log: (entry) => log.info('sii', { ...entry }),
  });
  const bootId = randomUUID();
  const protect = async (documentId: number): Promise<void> => {
    await protector.protect(documentId);
    announce(['backups', 'documents']);
  };
  const scheduler = createScheduler({
    store,
    clock,
    sender: createSender({ store, clock, gateway, keyring, changes, bootId, protect }),
    poller: createPoller({ store, clock, gateway, keyring, changes, bootId }),
    onTrouble: (error) => log.error('scheduler', { error: String(error) }),
  });
  const wake = (): void => scheduler.kick();

  const services: Services = {
    version: options.version,
    clock,
    store,
    setup,
    practice,
    custody,
    issuing: createIssuing({
      store,
      clock,
      keyring,
      changes,
      wake,
      dte: createDteEngine(),
      prepare: prepareDraft,
    }),
    queue: createQueueService({ store, clock, changes, wake }),
    vault,
    protector,
    verify,
    preferences,
    desktop: options.desktop,
    unlock: async (passphrase) => {
      await custody.unlock(passphrase);
      await setup.finishReseal();
      store.audit.add({ actor: ENCARGADO.name, action: 'keys.unlocked' });
      announce(['setup', 'queue']);
      wake();
    },
    wake,
    announce,
  };

  if (setup.active()?.environment === 'practice') await practice.start();
  store.audit.add({ actor: 'resguardo', action: 'app.started', params: { version: options.version } });
  scheduler.start();
  void protector.protectPending();
  const protecting = setInterval(() => void protector.protectPending(), PROTECT_EVERY_MS);

  return {
    dispatch: createDispatch(createHandlers(services), () => ENCARGADO, log),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resume: () => {
      wake();
      void protector.protectPending();
    },
    stop: async () => {
      clearInterval(protecting);
      await scheduler.stop();
      await protector.stop();
      store.audit.add({ actor: 'resguardo', action: 'app.stopped' });
      await gateway.close();
      await practice.stop();
      custody.lock();
      store.close();
    },
  };
};
