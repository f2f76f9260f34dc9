import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable.ts';
import { createLane } from './lane.ts';

/** Where the vault and its second copy are, for when the database that says so cannot be read. */
const places = z.object({ vault: z.string().min(1), mirror: z.string().nullable() });
export type Places = z.infer<typeof places>;

const NAME = 'ubicaciones.json';
const inLane = createLane();

export const readPlaces = async (profileDir: string): Promise<Places | null> => {
  try {
    const parsed = places.safeParse(JSON.parse(await readFile(join(profileDir, NAME), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** @throws AppError 'disk_full' or 'folder_not_writable' */
export const writePlaces = (profileDir: string, { vault, mirror }: Places): Promise<void> =>
  inLane(async () => {
    await writeDurably(
      join(profileDir, NAME),
      Buffer.from(`${JSON.stringify({ vault, mirror }, null, 1)}\n`),
      {
        conflict: 'replace',
      },
    );
  });
