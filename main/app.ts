import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../shared/domain/errors.ts';
import { CHANGE_TOPICS, type ChangeTopic } from '../shared/ipc/channels.ts';
import { createAnchors } from './audit/anchors.ts';
import { createTrailService } from './audit/trail-service.ts';
import type { DurableFailpoint } from './backup/durable.ts';
import { createHealth } from './backup/health/health.ts';
import type { ManifestFailpoint } from './backup/manifest/manifest.ts';
import { createProtector } from './backup/protector.ts';
import { KEY_FILE } from './backup/restore/build.ts';
import { settleRestored } from './backup/restore/settle.ts';
import { applyPending, endPending, sweepStagings } from './backup/restore/swap.ts';
import { createSafekeeping, RECOVERY_FILE } from './backup/safekeeping.ts';
import { createVaultRecords } from './backup/store-records.ts';
import { sweepTemps } from './backup/temps.ts';
import { createVault } from './backup/vault.ts';
import { createVerifier } from './backup/verify.ts';
import { type Clock, createShiftableClock, systemClock } from './domain/clock.ts';
import { prepareDraft, preview } from './domain/draft/index.ts';
import type { FailpointName } from './domain/failpoints.ts';
import { lastKnown } from './domain/last-known.ts';
import { troubleOf } from './domain/store-trouble.ts';
import { PRACTICE_IDK } from './dte/caf-issuers.ts';
import { createDteEngine } from './dte/engine.ts';
import { verifyDte } from './dte/verify.ts';
import { createCustomerCopyService } from './exchange/customer-copy.ts';
import { createOutbox } from './exchange/mail/outbox.ts';
import { createMailSettings } from './exchange/mail/settings.ts';
import { createSmtp, type SmtpOptions } from './exchange/mail/smtp.ts';
import { coalesce } from './intake/coalesce.ts';
import { createIntake } from './intake/intake.ts';
import { createDispatch, type Dispatch, type Log } from './ipc/dispatch.ts';
import { createHandlers } from './ipc/handlers.ts';
import { pdfOf } from './ipc/printing.ts';
import type { Desktop, Services } from './ipc/services.ts';
import { createOutlook, type Outlook } from './presence/outlook.ts';
import { createCertificateOpener } from './security/certificate-opener.ts';
import { type CustodyService, createCustody, type Keyring as SystemKeyring } from './security/custody.ts';
import { createOwnerProof } from './security/owner-proof.ts';
import type { ScryptCost } from './security/passphrase.ts';
import { createSession, type Session } from './security/session.ts';
import { createStaff } from './security/staff.ts';
import { createAskNow } from './sending/ask-now.ts';
import { createBreakerService } from './sending/breaker-service.ts';
import { createChanges } from './sending/changes.ts';
import { createIssuing } from './sending/issuing.ts';
import { createKeyring } from './sending/keyring.ts';
import { createPoller } from './sending/poller.ts';
import { createQueueService } from './sending/queue-service.ts';
import { createScheduler } from './sending/scheduler.ts';
import { createSender } from './sending/sender.ts';
import { createSendingService } from './sending/sending-service.ts';
import { systemTimers } from './sending/timers.ts';
import { avoidUsed } from './setup/first-vault.ts';
import { createFolioService } from './setup/folio-service.ts';
import { createPracticeHost } from './setup/practice-host.ts';
import { createPreferences, type PresenceChoices } from './setup/preferences.ts';
import { createSetup } from './setup/setup.ts';
import { createTour } from './setup/tour.ts';
import { createTrial } from './setup/trial.ts';
import { createSiiGateway } from './sii/client.ts';
import { isPinned, SII_ENDPOINTS } from './sii/endpoints.ts';
import type { SiiTimeouts } from './sii/http.ts';
import type { ResolveProxy } from './sii/proxy.ts';
import type { SiiEndpoints } from './sii/types.ts';
import { openStore, type Store } from './store/open.ts';
import type { CompanyRecord } from './store/records.ts';

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
  /** For the crash suite alone: called at every named moment. In the product it is nothing. */
  readonly failpoint?: (name: FailpointName | DurableFailpoint | ManifestFailpoint) => void;
  /** For tests alone: an SII outside of this process in the place of the practice company's own. */
  readonly practiceEndpoints?: SiiEndpoints;
  /** For tests alone: authorities that the SII of the line above may be certified by, PEM. */
  readonly extraRoots?: readonly string[];
  /** Whether the computer has a network at all; it has one when left out. */
  readonly isOnline?: () => boolean;
  /** How the system wants an address to be reached; straight when left out. */
  readonly resolveProxy?: ResolveProxy;
  /** For tests alone: what it costs to look at an operator's PIN. */
  readonly scrypt?: ScryptCost;
  /** Patience with the SII; the client's own when left out. */
  readonly siiTimeouts?: Partial<SiiTimeouts>;
  /** For tests alone: who vouches for their mail server, and how long they wait for it. */
  readonly smtp?: SmtpOptions;
  /**
   * Asked for once a restore is prepared: `stop()`, then `openApp` again. Left out where nobody can: then it takes effect at
   * the next start.
   */
  readonly restart?: () => void;
}

/** The whole program without its window: the same in Electron, in tests and in scripts. */
export interface Resguardo {
  readonly dispatch: Dispatch;
  /** @returns a function that stops listening */
  onChange(listener: (topics: readonly ChangeTopic[]) => void): () => void;
  /** What the desktop shows besides the window, and how a person wants it. */
  readonly presence: {
    /** Null before there is a company. */
    outlook(): Outlook | null;
    choices(): PresenceChoices;
    /** Whether it was said already that closing the window ends nothing. */
    closingExplained(): boolean;
    setClosingExplained(): void;
  };
  /** Who is at the screen: told of keys and the mouse, and that somebody has left. */
  readonly session: Pick<Session, 'activity' | 'lock'>;
  /** The computer woke up, or the network came back: look at once. */
  resume(): void;
  /** Lets what is being sent end (at most ten seconds), then closes everything. */
  stop(): Promise<void>;
}

/** Files that could not be written (vault folder missing, disk full) are tried again so often. */
const PROTECT_EVERY_MS = 60_000;

/** A window that is told of changes asks again: not more often than this, however many documents a batch issues. */
const CHANGES_EVERY = { ms: 150, turns: 10, slowMs: 600 };

/** How soon after its time a session that nobody uses is closed. */
const SESSION_EVERY_MS = 5_000;

/**
 * A business that came back without its keys gets new ones as soon as they need no person: then certificate and CAFs can be
 * imported again.
 */
const makeKeysAnew = async (company: CompanyRecord | null, custody: CustodyService): Promise<void> => {
  const { mode, passphraseNeeded } = custody.status();
  if (company === null || mode !== 'none') return;
  if (company.environment !== 'practice' && passphraseNeeded) return;
  await custody.protectFor(company.environment, null);
};

/** @throws AppError database_damaged for a file that is no whole database, disk_full where it has no room to be opened */
const orTrouble = <T>(open: () => T): T => {
  try {
    return open();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    throw new AppError({ code: trouble === 'full' ? 'disk_full' : 'database_damaged' }, { cause: error });
  }
};

/** For what is only noted: a full disk, or a damaged file, must not keep the program from opening or closing. */
const ifItCan = (work: () => void): void => {
  try {
    work();
  } catch {
    // Whoever watches the store knows of it already.
  }
};

/**
 * Puts the program together and starts it.
 * @throws AppError database_from_future; database_damaged, and then the file is left as it is (`recoverDatabase` of
 *   main/backup/restore/recover.ts prepares another one out of the vault)
 */
export const openApp = async (options: AppOptions): Promise<Resguardo> => {
  const { profileDir, log } = options;
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  const clock = createShiftableClock(options.clock ?? systemClock);
  // A restore that was prepared changes the files before anything opens them.
  const restored = await applyPending(profileDir);
  await sweepStagings(profileDir);
  await sweepTemps(profileDir);
  let opened: Store | null = null;
  /** Whether every part is there, and can be told. */
  let together = false;
  const health = createHealth({
    clock,
    log,
    store: () => opened,
    profileDir,
    vaultFolder: () => preferences.vaultFolder(),
    vaultOwes: () => safekeeping.owes(),
    onChange: () => {
      if (together) announce(['health']);
    },
    onRoom: () => {
      wake();
      safekeeping.kick();
      void protector.protectPending();
    },
    onDamaged: () => {
      if (!together) return;
      void intake.stop();
      announce(CHANGE_TOPICS);
    },
  });
  const store = orTrouble(() =>
    openStore(join(profileDir, 'resguardo.sqlite'), {
      clock,
      onAudit: ({ actor, action, documentId, params }) => {
        log.info(action, { actor, documentId, ...params });
        // Whoever reads the trail sees it grow.
        if (together) ifItCan(() => soon.tell(['trail']));
      },
      onTrouble: health.storeTrouble,
    }),
  );
  opened = store;
  if (restored) await settleRestored({ profileDir, store, pending: restored, clock, log });
  const changes = createChanges((error) => log.error('a listener failed', { error: String(error) }));
  const listeners = new Set<(topics: readonly ChangeTopic[]) => void>();
  const announce = (topics: readonly ChangeTopic[]): void => {
    for (const listener of listeners) listener(topics);
    if (topics.includes('setup') || topics.includes('settings')) safekeeping.kick();
  };
  const soon = coalesce(announce, systemTimers, CHANGES_EVERY);
  changes.on(soon.tell);

  const custody = createCustody({
    file: join(profileDir, 'claves.json'),
    recovery: join(profileDir, RECOVERY_FILE),
    keyring: options.keyring,
    clock,
  });
  const practice = createPracticeHost(profileDir, clock, store.settings);
  const chosen = createPreferences(store.settings, options.defaultVault);
  // What lies in the usual place is of a business that was here before: a new one never writes into it.
  await avoidUsed({ store, preferences: chosen, usual: options.defaultVault });
  const preferences = { ...chosen, vaultFolder: lastKnown(chosen.vaultFolder, options.defaultVault) };
  const mailSettings = createMailSettings({ settings: store.settings, custody, clock });
  const dte = createDteEngine();
  const setup = createSetup({
    store,
    clock,
    custody,
    practice,
    mailSettings,
    openCertificate: createCertificateOpener(),
    runTrial: createTrial({ clock, dte, prepare: prepareDraft }),
  });

  const records = createVaultRecords(store, clock);
  const failpoints = options.failpoint ? { failpoint: options.failpoint } : {};
  const vault = createVault({ folder: preferences.vaultFolder, ...failpoints });
  const protector = createProtector({
    records,
    vault,
    log,
    isFrozen: health.isDamaged,
    onFull: () => health.diskFull('vault'),
  });
  const verify = createVerifier({
    records,
    vault,
    log,
    verifyDte: (bytes) => verifyDte(bytes, { cafIssuers: knownIssuers() }),
  });
  const safekeeping = createSafekeeping({
    store,
    profileDir,
    vault,
    vaultFolder: preferences.vaultFolder,
    verifyDte: (bytes) => verifyDte(bytes, { cafIssuers: knownIssuers() }),
    clock,
    log,
    announce: () => announce(['backups']),
    health,
    ...failpoints,
  });
  // What was signed, and what became of it, is in the vault a moment later.
  changes.on(() => safekeeping.kick());
  const knownIssuers = (): Readonly<Record<number, string>> =>
    setup.active()?.environment === 'practice'
      ? { [PRACTICE_IDK]: practice.running().issuer.publicKeyPem }
      : {};

  const keyring = createKeyring({ store, custody });
  const gateway = createSiiGateway({
    clock,
    timeouts: options.siiTimeouts ?? {},
    endpoints: () => {
      const { environment } = setup.company();
      return environment === 'practice'
        ? (options.practiceEndpoints ?? practice.running().endpoints)
        : SII_ENDPOINTS[environment];
    },
    mayReach: (url) => {
      const { environment } = setup.company();
      const inTests: readonly string[] = Object.values(options.practiceEndpoints ?? {});
      return isPinned(environment, url) || (environment === 'practice' && inTests.includes(url.origin));
    },
    ...(options.resolveProxy ? { resolveProxy: options.resolveProxy } : {}),
    ...(options.extraRoots ? { extraRoots: options.extraRoots } : {}),
    log: (entry) => log.info('sii', { ...entry }),
  });
  const bootId = randomUUID();
  const protect = async (documentId: number): Promise<void> => {
    await protector.protect(documentId);
    soon.tell(['backups', 'documents']);
  };
  const breaker = createBreakerService({
    store,
    clock,
    gateway,
    changes,
    environment: () => setup.active()?.environment ?? null,
    isHeld: health.isHolding,
  });
  const parts = { store, clock, gateway, keyring, changes, bootId, dte };
  const scheduler = createScheduler({
    store,
    clock,
    breaker,
    sender: createSender({ ...parts, breaker, protect, ...failpoints }),
    poller: createPoller(parts),
    onTrouble: (error) => log.error('scheduler', { error: String(error) }),
  });
  const wake = (): void => {
    if (health.isHolding()) return;
    scheduler.kick();
    intake.kick();
    outbox.kick();
  };

  const issuing = createIssuing({
    store,
    clock,
    keyring,
    changes,
    wake,
    dte,
    ...failpoints,
    prepare: prepareDraft,
  });
  const intake = createIntake({
    store,
    clock,
    setup,
    preferences,
    issuing,
    preview,
    profileDir,
    changed: () => soon.tell(['intake']),
    onTrouble: (error) => log.error('intake', { error: String(error) }),
  });

  const tour = createTour({ settings: store.settings, practice, changed: () => announce(['practice']) });
  const hurry = (): void => {
    if (health.isHolding()) return;
    breaker.hurry();
    wake();
  };
  const customerCopies = createCustomerCopyService({ store, clock, keyring, dte });
  const outbox = createOutbox({
    store,
    clock,
    company: setup.active,
    settings: mailSettings,
    copies: customerCopies,
    pdf: (bytes) =>
      pdfOf(
        { store, desktop: options.desktop, preferences },
        { bytes, companyId: setup.company().id },
        { paper: 'letter', cedible: false },
      ),
    smtp: createSmtp(options.smtp),
    changed: () => soon.tell(['mail']),
    onTrouble: (error) => log.error('mail', { error: String(error) }),
  });
  // What the SII has just accepted may be on its way to the customer.
  changes.on((topics) => {
    if (topics.includes('documents')) outbox.kick();
  });
  if (restored) {
    outbox.doubtAll();
    await endPending(profileDir, restored);
  }
  const ownerProof = createOwnerProof([KEY_FILE, RECOVERY_FILE].map((name) => join(profileDir, name)));
  const session = createSession({
    store,
    clock: options.clock ?? systemClock,
    idleMinutes: preferences.idleMinutes,
    proof: ownerProof,
    readOnly: health.isDamaged,
    changed: () => announce(['session', 'trail']),
    scrypt: options.scrypt,
  });
  const staff = createStaff({
    store,
    clock,
    session,
    changed: () => announce(['session', 'operators', 'trail']),
    scrypt: options.scrypt,
  });
  const trail = createTrailService({
    store,
    clock,
    anchors: createAnchors({ store, vault, manifest: safekeeping.manifest }),
    log,
    changed: () => announce(['trail']),
  });

  const services: Services = {
    version: options.version,
    clock,
    store,
    setup,
    folios: createFolioService({ store, clock, company: setup.company }),
    practice,
    custody,
    session,
    staff,
    ownerProof,
    trail,
    issuing,
    intake,
    customerCopies,
    mailSettings,
    outbox,
    queue: createQueueService({ store, clock, changes, wake }),
    sending: createSendingService({ breaker, wake }),
    gateway,
    keyring,
    tour,
    askNow: createAskNow({ store, clock, wake }),
    hurry,
    vault,
    protector,
    verify,
    safekeeping,
    health,
    profileDir,
    defaultVault: options.defaultVault,
    log,
    restart: () => setImmediate(() => options.restart?.()),
    preferences,
    desktop: options.desktop,
    printFolder: join(profileDir, 'impresos'),
    unlock: async (passphrase, actor) => {
      await custody.unlock(passphrase);
      await setup.finishReseal();
      store.audit.add({ actor, action: 'keys.unlocked' });
      announce(['setup', 'queue']);
      wake();
    },
    wake,
    announce,
  };

  together = true;
  await makeKeysAnew(setup.active(), custody);
  if (setup.active()?.environment === 'practice') {
    await practice.start();
    await tour.resume();
  }
  ifItCan(() =>
    store.audit.add({ actor: 'resguardo', action: 'app.started', params: { version: options.version } }),
  );
  scheduler.start();
  intake.start();
  outbox.start();
  safekeeping.start();
  trail.start();
  const sessionTimer = setInterval(session.tick, SESSION_EVERY_MS);
  void protector.protectPending();
  const protecting = setInterval(() => void protector.protectPending(), PROTECT_EVERY_MS);

  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    clearInterval(protecting);
    health.stop();
    clearInterval(sessionTimer);
    // Nothing new is taken from this moment on, whatever else takes its time to end.
    const sent = scheduler.stop();
    await trail.stop();
    await intake.stop();
    await outbox.stop();
    await sent;
    await protector.stop();
    ifItCan(() => store.audit.add({ actor: 'resguardo', action: 'app.stopped' }));
    await safekeeping.stop();
    await gateway.close();
    await practice.stop();
    custody.lock();
    soon.stop();
    store.close();
  };

  return {
    dispatch: createDispatch(createHandlers(services), session.operator, log, health.isDamaged),
    session,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    presence: {
      outlook: createOutlook({ ...services, isOnline: options.isOnline ?? (() => true) }),
      choices: preferences.presence,
      closingExplained: preferences.closingExplained,
      setClosingExplained: preferences.setClosingExplained,
    },
    resume: () => {
      if (health.isHolding()) return;
      hurry();
      void protector.protectPending();
    },
    // Whoever asks twice waits for the same end.
    stop: () => (ending ??= end()),
  };
};
