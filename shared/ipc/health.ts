import { z } from 'zod';
import type { Channel } from './channel.ts';
import { instant } from './parts.ts';

export const FULL_PLACES = ['database', 'vault', 'snapshot'] as const;

/** The channels of what the program stands on. */
export const healthContract = {
  /** Whether the database's file is whole and the disks have room. Answers from memory, so that it answers whatever has happened. */
  'app.health': {
    role: 'usuario',
    input: z.object({}),
    output: z.object({
      database: z.enum(['whole', 'damaged']),
      damagedAt: instant.nullable(),
      full: z
        .array(
          z.object({
            where: z.enum(FULL_PLACES),
            folder: z.string(),
            sinceAt: instant,
            /** Bytes that have to be free for it to go on by itself. */
            neededBytes: z.int(),
            freeBytes: z.number().nullable(),
          }),
        )
        .max(FULL_PLACES.length),
      /** Sending, documents by file and backups wait for it to be over. */
      holding: z.boolean(),
    }),
  },
} as const satisfies Record<string, Channel>;
