import type { ChangeTopic } from '../../shared/ipc/channels.ts';
import type { PrintData } from '../../shared/print/data.ts';
import type { TrailService } from '../audit/trail-service.ts';
import type { Health } from '../backup/health/health.ts';
import type { Protector } from '../backup/protector.ts';
import type { BackupLog } from '../backup/records.ts';
import type { Safekeeping } from '../backup/safekeeping.ts';
import type { Vault } from '../backup/vault.ts';
import type { VerifyBackups } from '../backup/verify.ts';
import type { Clock } from '../domain/clock.ts';
import type { CustomerCopyService } from '../exchange/customer-copy.ts';
import type { Outbox } from '../exchange/mail/outbox.ts';
import type { MailSettings } from '../exchange/mail/settings.ts';
import type { Intake } from '../intake/intake.ts';
import type { CustodyService } from '../security/custody.ts';
import type { OwnerProof } from '../security/owner-proof.ts';
import type { Session } from '../security/session.ts';
import type { Staff } from '../security/staff.ts';
import type { AskNow } from '../sending/ask-now.ts';
import type { Issuing } from '../sending/issuing.ts';
import type { Keyring } from '../sending/keyring.ts';
import type { QueueService } from '../sending/queue-service.ts';
import type { SendingService } from '../sending/sending-service.ts';
import type { FolioService } from '../setup/folio-service.ts';
import type { PracticeHost } from '../setup/practice-host.ts';
import type { Preferences } from '../setup/preferences.ts';
import type { Setup } from '../setup/setup.ts';
import type { Tour } from '../setup/tour.ts';
import type { SiiGateway } from '../sii/types.ts';
import type { Store } from '../store/open.ts';

/** What is saved where a person says: the report of the self-checks, or a document's attempts. */
export type SavePurpose = 'report' | 'attempts';

/** What the desktop does for us: Electron's dialogs and shell, or a stand-in. */
export interface Desktop {
  /** @returns an absolute path, or null when the person thought better of it */
  chooseFolder(
    purpose: 'export' | 'vault' | 'inbox' | 'restore' | 'mirror' | 'archive',
  ): Promise<string | null>;
  /** The same for one file. */
  chooseFile(purpose: 'archive'): Promise<string | null>;
  /** Shows a file or folder in the system's file manager. @returns whether it is there */
  reveal(path: string): boolean;
  /** Opens a file with the system's program for its kind. @returns whether there was one */
  openFile(path: string): Promise<boolean>;
  /** Begins a message in the user's mail program. @param address `mailto:…` @returns whether there was one */
  openMail(address: string): Promise<boolean>;
  /** Where a file is to be saved. @param name suggested @returns an absolute path, or null */
  chooseSaveFile(purpose: SavePurpose, name: string): Promise<string | null>;
  /** What this desktop can show of the program besides its window. */
  features(): {
    readonly trayAvailable: boolean;
    readonly noticesAvailable: boolean;
    readonly startAvailable: boolean;
  };
  /** @throws AppError folder_not_writable */
  setStartWithSystem(on: boolean): Promise<void>;
  /** Versions of what the program runs on, by name. */
  runtime(): Readonly<Record<string, string>>;
  /** @throws AppError print_failed */
  printPdf(data: PrintData): Promise<Uint8Array>;
  /** Through the system's print dialog. @returns false when the person thought better of it @throws AppError print_failed, printer_failed */
  printOnPaper(data: PrintData): Promise<boolean>;
}

/** Everything that the handlers of the contract call. Put together in main/app.ts. */
export interface Services {
  readonly version: string;
  readonly clock: Clock;
  readonly store: Store;
  readonly setup: Setup;
  readonly folios: FolioService;
  readonly practice: PracticeHost;
  readonly custody: CustodyService;
  readonly session: Session;
  readonly staff: Staff;
  readonly ownerProof: OwnerProof;
  readonly trail: TrailService;
  readonly issuing: Issuing;
  readonly queue: QueueService;
  readonly sending: SendingService;
  readonly gateway: Pick<SiiGateway, 'mailAgain' | 'probe'>;
  readonly keyring: Pick<Keyring, 'certificate'>;
  readonly tour: Tour;
  readonly askNow: AskNow;
  readonly intake: Intake;
  readonly customerCopies: CustomerCopyService;
  readonly mailSettings: MailSettings;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly protector: Protector;
  readonly verify: VerifyBackups;
  readonly safekeeping: Safekeeping;
  readonly health: Health;
  readonly profileDir: string;
  /** Where copies lie unless somebody chose another place. */
  readonly defaultVault: string;
  readonly log: BackupLog;
  /** Closes everything and opens it again, once the answer is out: what was restored is taken over then. */
  restart(): void;
  readonly preferences: Preferences;
  readonly desktop: Desktop;
  /** Where PDFs lie that were made to be looked at. Emptied when the program starts anew. */
  readonly printFolder: string;
  /**
   * Opens the keys with the passphrase, and lets what waited for them go on.
   * @param actor who gave it
   */
  unlock(passphrase: string, actor: string): Promise<void>;
  /** The network came back: the SII is asked at once. */
  hurry(): void;
  /** Wakes the scheduler: times or states have changed from outside. */
  wake(): void;
  announce(topics: readonly ChangeTopic[]): void;
}
