import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../backup/durable.ts';

/**
 * `claves.json`: the data key of a profile, wrapped. `practice` is not wrapped at all: it lies in the file as it is,
 * which is allowed only for the throwaway keys of practice companies.
 */
const base64 = z.base64();
const wrap = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('practice'), key: base64 }),
  z.object({ mode: z.literal('keyring'), key: base64 }),
  z.object({
    mode: z.literal('passphrase'),
    scrypt: z.object({
      N: z
        .int()
        .min(2)
        .max(2 ** 22),
      r: z.int().min(1).max(32),
      p: z.int().min(1).max(16),
      salt: base64,
    }),
    nonce: base64,
    key: base64,
    tag: base64,
  }),
]);
const entry = z.object({ id: z.string().regex(/^[\da-f]{16}$/), createdAt: z.int(), wrap });
const keyFile = z.object({
  format: z.literal('resguardo-keys'),
  version: z.literal(1),
  current: entry,
  /** Practice keys whose sealed secrets are being moved to `current`; empty once that is done. */
  previous: z.array(entry).max(10),
});

export type KeyEntry = z.infer<typeof entry>;
export type KeyFile = z.infer<typeof keyFile>;

export type ReadKeyFile =
  | { readonly kind: 'none' }
  /** There is one, but nothing that we understand: it is never overwritten. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'file'; readonly file: KeyFile };

export const readKeyFile = (path: string): ReadKeyFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { kind: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'unreadable' };
  }
  try {
    const parsed = keyFile.safeParse(JSON.parse(text));
    return parsed.success ? { kind: 'file', file: parsed.data } : { kind: 'unreadable' };
  } catch {
    return { kind: 'unreadable' };
  }
};

/**
 * @param setAside keep the file that was there under another name (it could not be read)
 * @throws AppError 'disk_full' or 'folder_not_writable'
 */
export const writeKeyFile = async (path: string, file: KeyFile, setAside: boolean): Promise<void> => {
  const bytes = Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
  try {
    await writeDurably(path, bytes, { conflict: setAside ? 'set_aside' : 'replace', mode: 0o600 });
  } finally {
    bytes.fill(0);
  }
};
