import { z } from 'zod';
import { ANCHORED_VAULT } from '../backup/anchored.ts';
import { sha256 } from '../backup/hash.ts';
import { createLane } from '../backup/lane.ts';
import type { Manifest } from '../backup/manifest/manifest.ts';
import type { Vault } from '../backup/vault.ts';
import type { Store } from '../store/open.ts';
import type { Anchor } from './verify.ts';

/**
 * `negocio/bitacora.jsonl` of the vault: where the audit trail ended, line by line. Whoever changes the database alone, even its
 * whole chain, does not change these, nor the second copy that has them as well. `comienza` opens the lines of a trail: a vault
 * that was adopted, or a database that was restored, goes on with another one.
 */
export const ANCHORS_PATH = 'negocio/bitacora.jsonl';

const line = z.object({
  comienza: z.literal(true).optional(),
  hora: z.int(),
  linea: z.int().min(0),
  sha256: z.string().regex(/^[\da-f]{64}$/),
});

/** Some years of them; the oldest prove what the newer ones prove. */
const MOST_LINES = 4_000;

export interface Anchors {
  /** Those of this database's trail, oldest first. Never throws: none where the vault is not there. */
  read(): Promise<readonly Anchor[]>;
  /** Remembers where the trail ends now. @throws AppError of the vault folder */
  note(anchor: Anchor): Promise<void>;
}

interface AnchorsOptions {
  readonly store: Pick<Store, 'settings'>;
  readonly vault: Vault;
  readonly manifest: () => Manifest;
}

export const createAnchors = ({ store, vault, manifest }: AnchorsOptions): Anchors => {
  const inLane = createLane();

  const lines = async (): Promise<readonly z.infer<typeof line>[]> => {
    const bytes = await vault.read(ANCHORS_PATH);
    if (!bytes) return [];
    return bytes
      .toString('utf8')
      .split('\n')
      .flatMap((text) => {
        try {
          const parsed = line.safeParse(JSON.parse(text));
          return parsed.success ? [parsed.data] : [];
        } catch {
          return [];
        }
      });
  };
  const isOurs = async (): Promise<boolean> => store.settings.get(ANCHORED_VAULT) === (await manifest().id());

  return {
    read: () =>
      inLane(async () => {
        try {
          if (!(await isOurs())) return [];
          const all = await lines();
          const begin = all.findLastIndex(({ comienza }) => comienza === true);
          return all
            .slice(Math.max(begin, 0))
            .map(({ hora, linea, sha256: hash }) => ({ at: hora, id: linea, hash }));
        } catch {
          return [];
        }
      }),
    note: ({ at, id, hash }) =>
      inLane(async () => {
        const begins = !(await isOurs());
        const before = await lines();
        const last = before.at(-1);
        if (!begins && last?.linea === id && last.sha256 === hash) return;
        const next = { ...(begins ? { comienza: true as const } : {}), hora: at, linea: id, sha256: hash };
        const text = [...before, next].slice(-MOST_LINES).map((each) => `${JSON.stringify(each)}\n`);
        const bytes = Buffer.from(text.join(''), 'utf8');
        await vault.replace(ANCHORS_PATH, bytes);
        await manifest().add([
          { path: ANCHORS_PATH, size: bytes.length, sha256: sha256(bytes), kind: 'negocio' },
        ]);
        store.settings.set(ANCHORED_VAULT, await manifest().id());
      }),
  };
};
