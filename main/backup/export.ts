import { rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { appError } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import { localTimestamp } from '../../shared/format/time.ts';
import {
  type DurableFs,
  type DurableOptions,
  ensureFolder,
  hashFile,
  streamDurably,
  type Written,
  writeDurably,
} from './durable.ts';
import { ENVELOPE_FOLDER, type ExportDocument, type ExportEntry, exportEntries } from './export-entries.ts';
import { zipOf } from './export-zip.ts';
import { inFolder } from './failures.ts';
import { sweepTemps } from './temps.ts';

export interface ExportRequest {
  readonly documents: Iterable<ExportDocument> | AsyncIterable<ExportDocument>;
  /** RUTs of the issuing companies among the documents: one, in a profile of one company. */
  readonly issuers: readonly Rut[];
  /** Chosen by a person. Its last level is made if it is not there. */
  readonly folder: string;
  readonly as: 'files' | 'zip';
  /** Documents alone, without envelopes, index and manifest: for whoever saves the XML of one document. Files only. */
  readonly bare?: boolean;
  /** UTC epoch ms; names the ZIP. */
  readonly now: number;
  readonly onProgress?: (documents: number) => void;
  readonly fs?: DurableFs;
}

/** Output of the channel `exports.run`. */
export interface ExportResult {
  readonly folder: string;
  /** Names inside the folder: the index (or the ZIP) first, then the manifest, documents, envelopes; at most 5,010. */
  readonly files: readonly string[];
  readonly documents: number;
  readonly bytes: number;
}

/** As the contract of `exports.run` allows. */
const MAX_FILES = 5_010;

/**
 * For people to hand on, so their rights are the ones that this account gives to any file it saves. Other bytes of
 * the same name stay where they are; the new file gets a number.
 */
const EXPORTED: DurableOptions = { conflict: 'number', mode: 0o666 };

/** `resguardo-76192083-9-20260705-113000.zip`, in Chile's time. */
export const zipName = (issuers: readonly Rut[], now: number): string => {
  const [only] = issuers;
  const who = issuers.length === 1 && only !== undefined ? only : 'varias';
  if (!/^(?:\d{1,8}-[\dK]|varias)$/.test(who)) throw new Error('not fit for a file name: rut');
  const stamp = localTimestamp(now).replaceAll(/[-:]/g, '').replace('T', '-');
  return `resguardo-${who}-${stamp}.zip`;
};

/** What is on the disk must be what was meant: some disks and network drives lie. */
const assertReadBack = async (written: Written, fs: DurableFs | undefined): Promise<void> => {
  const there = await inFolder(() => hashFile(written.path, fs));
  if (there?.sha256 !== written.sha256) throw appError('copy_differs');
};

const exportZip = async (request: ExportRequest): Promise<ExportResult> => {
  let documents = 0;
  const onEntry = (entry: ExportEntry): void => {
    if (entry.kind !== 'document') return;
    documents += 1;
    request.onProgress?.(documents);
  };
  const entries = exportEntries(request.documents, request.issuers.length > 1);
  const path = join(request.folder, zipName(request.issuers, request.now));
  const options = request.fs ? { ...EXPORTED, fs: request.fs } : EXPORTED;
  const written = await streamDurably(path, zipOf(entries, request.now, onEntry), options);
  try {
    await assertReadBack(written, request.fs);
  } catch (error) {
    if (written.outcome === 'written') await unlink(written.path).catch(() => undefined);
    throw error;
  }
  return { folder: request.folder, files: [basename(written.path)], documents, bytes: written.size };
};

const exportFiles = async (request: ExportRequest): Promise<ExportResult> => {
  const names: Record<ExportEntry['kind'], string[]> = {
    index: [],
    manifest: [],
    document: [],
    envelope: [],
  };
  /** Files that this export made: they go again if it fails, so that half of an export is not taken for all of it. */
  const made: string[] = [];
  const finalName = new Map<string, string>();
  const options = request.fs ? { ...EXPORTED, fs: request.fs } : EXPORTED;
  const ensure = (folder: string): Promise<boolean> =>
    ensureFolder(folder, { mode: 0o777, ...(request.fs ? { fs: request.fs } : {}) });
  let madeFolder = false;
  let bytes = 0;
  try {
    const several = request.issuers.length > 1;
    for await (const entry of exportEntries(
      request.documents,
      several,
      (name) => finalName.get(name) ?? name,
    )) {
      if (request.bare && entry.kind !== 'document') continue;
      const path = join(request.folder, ...entry.name.split('/'));
      if (entry.kind === 'envelope') madeFolder = (await ensure(dirname(path))) || madeFolder;
      const written = await writeDurably(path, entry.bytes, options);
      if (written.outcome === 'written') made.push(written.path);
      await assertReadBack(written, request.fs);
      const name = basename(written.path);
      finalName.set(entry.name, name);
      names[entry.kind].push(entry.kind === 'envelope' ? `${ENVELOPE_FOLDER}/${name}` : name);
      bytes += written.size;
      if (entry.kind === 'document') request.onProgress?.(names.document.length);
    }
  } catch (error) {
    for (const path of made) await unlink(path).catch(() => undefined);
    // Fails, and should, if somebody put something else into it.
    if (madeFolder) await rmdir(join(request.folder, ENVELOPE_FOLDER)).catch(() => undefined);
    throw error;
  }
  return {
    folder: request.folder,
    files: [...names.index, ...names.manifest, ...names.document, ...names.envelope].slice(0, MAX_FILES),
    documents: names.document.length,
    bytes,
  };
};

/**
 * Takes documents out, byte for byte as signed and sent, with an index for spreadsheets. Every file is written
 * durably and read back.
 * @throws AppError 'nothing_selected', 'document_damaged', 'copy_differs', 'disk_full', 'folder_not_writable'; then
 *   nothing of it stays behind
 */
export const exportDocuments = async (request: ExportRequest): Promise<ExportResult> => {
  await ensureFolder(request.folder, { mode: 0o777, ...(request.fs ? { fs: request.fs } : {}) });
  await sweepTemps(request.folder);
  if (request.as === 'zip') return exportZip(request);
  await sweepTemps(join(request.folder, ENVELOPE_FOLDER));
  return exportFiles(request);
};
