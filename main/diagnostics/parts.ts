import type { Protector } from '../backup/protector.ts';
import type { BackupLog } from '../backup/records.ts';
import type { Safekeeping } from '../backup/safekeeping.ts';
import type { Clock } from '../domain/clock.ts';
import type { CustodyService } from '../security/custody.ts';
import type { SendingService } from '../sending/sending-service.ts';
import type { Preferences } from '../setup/preferences.ts';
import type { Setup } from '../setup/setup.ts';
import type { SiiGateway } from '../sii/types.ts';
import type { Store } from '../store/open.ts';

/** What the self-checks look at. */
export interface DiagnosisParts {
  readonly version: string;
  /** Electron, Chromium, Node and the system, by name. */
  readonly runtime: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly store: Store;
  readonly profileDir: string;
  readonly preferences: Pick<Preferences, 'vaultFolder'>;
  readonly setup: Pick<Setup, 'active'>;
  readonly custody: Pick<CustodyService, 'status'>;
  readonly safekeeping: Safekeeping;
  readonly protector: Pick<Protector, 'lastProblem'>;
  readonly sending: Pick<SendingService, 'state'>;
  readonly gateway: Pick<SiiGateway, 'probe'>;
  readonly log: BackupLog;
}
