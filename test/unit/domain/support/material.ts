import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Draft, DraftObject } from '../../../../shared/domain/draft.ts';

/** The SII's schemas and drafts with known totals lie beside the repository; they are read there, never copied. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
export const MATERIAL = path.resolve(root, '../shared/sii');

export const readMaterial = (name: string): Buffer => readFileSync(path.join(MATERIAL, name));

/** A file of the SII in its encoding, ISO-8859-1. */
export const readLatin1 = (name: string): string => readMaterial(name).toString('latin1');

export const readJson = (name: string): unknown => JSON.parse(readMaterial(name).toString('utf8'));

export interface KnownDraft {
  readonly name: string;
  readonly file: unknown;
  readonly draft: Draft;
  readonly expected: DraftObject;
}

/** The drafts with the totals that they must give. */
export const knownDrafts = (): readonly KnownDraft[] =>
  readdirSync(path.join(MATERIAL, 'fixtures/drafts'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = readJson(`fixtures/drafts/${name}`) as { draft: Draft; expected: DraftObject };
      return { name, file, draft: file.draft, expected: file.expected };
    });
