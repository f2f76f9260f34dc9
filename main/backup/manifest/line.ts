import { sha256 } from '../hash.ts';

/**
 * What a line of `manifiesto.jsonl` tells. In Spanish, because the file lies in a folder that people open.
 * inicio: the first line of a vault. continuacion: the first of a new file, which names the one before. retirado: the
 * file was taken away on purpose (an old snapshot).
 */
export const MANIFEST_KINDS = [
  'inicio',
  'continuacion',
  'documento',
  'envio',
  'respuesta',
  'negocio',
  'instantanea',
  'retirado',
] as const;
export type ManifestKind = (typeof MANIFEST_KINDS)[number];

/** A file of the vault as it was when its line was written. */
export interface ManifestEntry {
  /** Inside the vault, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly kind: ManifestKind;
}

export interface ManifestLine extends ManifestEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** UTC epoch ms. */
  readonly at: number;
  /** SHA-256 of the line before, without its line feed; 64 zeros in the first. */
  readonly prev: string;
}

export const NO_HASH = '0'.repeat(64);

const HASH = /^[\da-f]{64}$/;
const KINDS: ReadonlySet<string> = new Set(MANIFEST_KINDS);

export const lineHash = (text: string): string => sha256(Buffer.from(text, 'utf8'));

/** The order of the keys is the format: the same line has the same hash on every computer. */
export const writeLine = ({ seq, at, path, size, sha256: hash, kind, prev }: ManifestLine): string =>
  JSON.stringify({ seq, at, path, size, sha256: hash, kind, prev });

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Null for what is no line of a manifest. */
export const readLine = (text: string): ManifestLine | null => {
  let value: Partial<Record<keyof ManifestLine, unknown>> | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { seq, at, path, size, sha256: hash, kind, prev } = value;
  if (!isCount(seq) || !Number.isSafeInteger(at) || !isCount(size) || typeof path !== 'string') return null;
  if (typeof hash !== 'string' || !HASH.test(hash) || typeof prev !== 'string' || !HASH.test(prev))
    return null;
  if (typeof kind !== 'string' || !KINDS.has(kind)) return null;
  return { seq, at: at as number, path, size, sha256: hash, kind: kind as ManifestKind, prev };
};
