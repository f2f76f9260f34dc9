import { z } from 'zod';
import type { Channel } from './channel.ts';
import { newPassphrase } from './restore.ts';

/** What opens keys that are closed; `lost`: nothing that this computer has. */
const opener = z.enum(['passphrase', 'recovery', 'lost']);

const keysView = z.object({
  mode: z.enum(['none', 'practice', 'keyring', 'passphrase', 'unreadable']),
  unlocked: z.boolean(),
  /** Null while they are open. */
  opener: opener.nullable(),
  /** Whether new keys would need a passphrase (no keyring of the system). */
  passphraseNeeded: z.boolean(),
});

/** The channels of how keys are kept on this computer. */
export const keysContract = {
  'keys.status': { role: 'usuario', input: z.object({}), output: keysView },
  /** The same keys under another passphrase. */
  'keys.change': {
    role: 'encargado',
    input: z.object({ before: z.string().min(1).max(1_000), after: newPassphrase }),
    output: keysView,
  },
  /** New keys in the place of those that nothing opens any more; certificate and CAFs are then imported again. */
  'keys.renew': {
    role: 'encargado',
    input: z.object({ passphrase: newPassphrase.nullable() }),
    output: keysView,
  },
} as const satisfies Record<string, Channel>;
