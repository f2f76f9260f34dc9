import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import papaparse from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import type { DurableFs } from '../../../main/backup/durable.ts';
import { type ExportResult, exportDocuments, zipName } from '../../../main/backup/export.ts';
import { type ExportSelection, exportSource } from '../../../main/backup/export-source.ts';
import {
  dteBytes,
  envelopeBytes,
  failingFs,
  filesIn,
  flipped,
  hash,
  openProfile,
  type Profile,
  RUT,
  readIn,
} from './fixture.ts';

/** 11:30:00 in Chile on 5 July 2026. */
const NOW = Date.UTC(2026, 6, 5, 15, 30, 0);

let profile: Profile;
let folder: string;
let ids: number[];

beforeEach(() => {
  profile = openProfile();
  folder = mkdtempSync(join(tmpdir(), 'resguardo-export-'));
  ids = [1, 2, 3].map((folio) => profile.add(folio));
});
afterEach(() => {
  profile.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (
  as: 'files' | 'zip',
  selection: ExportSelection = { by: 'ids', ids },
  more: { fs?: DurableFs; folder?: string } = {},
): Promise<ExportResult> =>
  exportDocuments({
    ...exportSource(profile.store, profile.companyId, selection),
    folder,
    as,
    now: NOW,
    ...more,
  });

const everything: ExportSelection = {
  by: 'filter',
  filter: {
    company: null,
    from: null,
    to: null,
    types: [],
    siiStates: [],
    integrities: [],
    receptorRut: null,
    minTotal: null,
    maxTotal: null,
    text: '',
  },
};

const unzip = async (path: string): Promise<Map<string, Buffer>> => {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, strictFileNames: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((bytes) => {
          files.set(entry.fileName, bytes);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
};

/** Name and hash of each line. */
const manifestOf = (text: Buffer): ReadonlyMap<string, string> =>
  new Map(
    text
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
const indexOf = (csv: Buffer): string[][] =>
  papaparse.parse<string[]>(csv.toString('utf8').slice(1), { delimiter: ';', skipEmptyLines: true }).data;

const NAMES = [
  'T33F1.xml',
  'T33F2.xml',
  'T33F3.xml',
  'envios/Envio_F1T33.xml',
  'envios/Envio_F2T33.xml',
  'envios/Envio_F3T33.xml',
  'indice.csv',
  'manifiesto.sha256',
];

describe('export as files', () => {
  it('of some documents, gives each byte for byte, its envelope as it was sent, and an index', async () => {
    const result = await run('files');
    expect(filesIn(folder)).toEqual(NAMES);
    for (const folio of [1, 2, 3]) {
      expect(readIn(folder, `T33F${folio}.xml`)).toEqual(dteBytes(33, folio));
      expect(readIn(folder, `envios/Envio_F${folio}T33.xml`)).toEqual(envelopeBytes(33, folio));
    }
    expect(indexOf(readIn(folder, 'indice.csv'))[1]).toEqual([
      '33',
      '1',
      '2026-07-05',
      '60803000-K',
      'Servicio de Ejemplo',
      '119000',
      'Por enviar',
      '',
      hash(dteBytes(33, 1)),
      'T33F1.xml',
      'PESO CL',
      '119000',
    ]);
    expect(result).toEqual({
      folder,
      documents: 3,
      bytes: NAMES.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
      files: [
        'indice.csv',
        'manifiesto.sha256',
        'T33F1.xml',
        'T33F2.xml',
        'T33F3.xml',
        'envios/Envio_F1T33.xml',
        'envios/Envio_F2T33.xml',
        'envios/Envio_F3T33.xml',
      ],
    });
  });

  it('done twice, adds nothing', async () => {
    await run('files');
    await run('files');
    expect(filesIn(folder)).toEqual(NAMES);
  });

  it('where other files have those names, leaves them and takes a number, in the index too', async () => {
    writeFileSync(join(folder, 'T33F1.xml'), 'mío');
    writeFileSync(join(folder, 'indice.csv'), 'mío también');
    const result = await run('files');
    expect(readFileSync(join(folder, 'T33F1.xml'), 'utf8')).toBe('mío');
    expect(readFileSync(join(folder, 'indice.csv'), 'utf8')).toBe('mío también');
    expect(readIn(folder, 'T33F1 (2).xml')).toEqual(dteBytes(33, 1));
    expect(indexOf(readIn(folder, 'indice (2).csv'))[1]?.[9]).toBe('T33F1 (2).xml');
    expect(result.files.slice(0, 3)).toEqual(['indice (2).csv', 'manifiesto.sha256', 'T33F1 (2).xml']);
    expect(manifestOf(readIn(folder, 'manifiesto.sha256')).get('T33F1 (2).xml')).toBe(
      hash(readIn(folder, 'T33F1 (2).xml')),
    );
  });

  it('of documents of one envelope, gives the envelope once', async () => {
    const envelopeId = profile.store.documents.get(ids[0] ?? 0)?.envelopeId ?? 0;
    const together = profile.add(8, { envelopeId });
    await run('files', { by: 'ids', ids: [ids[0] ?? 0, together] });
    expect(filesIn(folder)).toEqual([
      'T33F1.xml',
      'T33F8.xml',
      'envios/Envio_F1T33.xml',
      'indice.csv',
      'manifiesto.sha256',
    ]);
  });

  it('of several companies, tells their files apart by RUT', async () => {
    const [one] = [...exportSource(profile.store, profile.companyId, { by: 'ids', ids }).documents];
    if (!one) throw new Error('nothing to export');
    await exportDocuments({
      documents: [one, { ...one, rut: '60803000-K' }],
      issuers: [RUT, '60803000-K'],
      folder,
      as: 'files',
      now: NOW,
    });
    expect(filesIn(folder)).toEqual([
      '60803000-K_T33F1.xml',
      `${RUT}_T33F1.xml`,
      'envios/60803000-K_Envio_F1T33.xml',
      `envios/${RUT}_Envio_F1T33.xml`,
      'indice.csv',
      'manifiesto.sha256',
    ]);
  });

  it('of two envelopes with one name, gives both', async () => {
    const [one, two] = [...exportSource(profile.store, profile.companyId, { by: 'ids', ids }).documents];
    if (!one || !two) throw new Error('nothing to export');
    const same = { ...two, envelope: { ...two.envelope, fileName: one.envelope.fileName } };
    await exportDocuments({ documents: [one, same], issuers: [RUT], folder, as: 'files', now: NOW });
    expect(filesIn(join(folder, 'envios'))).toEqual([
      `Envio_F1T33-${two.envelope.sha256.slice(0, 12)}.xml`,
      'Envio_F1T33.xml',
    ]);
  });

  it('into a folder that is not there, makes it; below one that is not there, says no', async () => {
    expect((await run('files', everything, { folder: join(folder, 'julio') })).documents).toBe(3);
    await expect(run('files', everything, { folder: join(folder, 'a', 'b') })).rejects.toMatchObject({
      value: { code: 'folder_not_writable' },
    });
  });
});

describe('export as ZIP', () => {
  it('of some documents, holds each byte for byte, the envelopes and the index', async () => {
    const result = await run('zip');
    expect(result).toEqual({
      folder,
      files: ['resguardo-76192083-9-20260705-113000.zip'],
      documents: 3,
      bytes: statSync(join(folder, 'resguardo-76192083-9-20260705-113000.zip')).size,
    });
    const files = await unzip(join(folder, result.files[0] ?? ''));
    expect([...files.keys()].sort()).toEqual([...NAMES].sort());
    for (const folio of [1, 2, 3]) {
      expect(files.get(`T33F${folio}.xml`)).toEqual(dteBytes(33, folio));
      expect(files.get(`envios/Envio_F${folio}T33.xml`)).toEqual(envelopeBytes(33, folio));
    }
    expect(indexOf(files.get('indice.csv') ?? Buffer.alloc(0))).toHaveLength(4);
    const manifest = manifestOf(files.get('manifiesto.sha256') ?? Buffer.alloc(0));
    files.delete('manifiesto.sha256');
    expect([...manifest].sort()).toEqual([...files].map(([name, bytes]) => [name, hash(bytes)]).sort());
    expect(readdirSync(folder)).toEqual(result.files);
  });

  it('with another file of that name there, takes a number', async () => {
    writeFileSync(join(folder, zipName([RUT], NOW)), 'mío');
    expect((await run('zip')).files).toEqual(['resguardo-76192083-9-20260705-113000 (2).zip']);
    expect(readFileSync(join(folder, zipName([RUT], NOW)), 'utf8')).toBe('mío');
  });

  it('of a thousand documents, is whole, and asks for them one by one', async () => {
    profile.store.transaction(() => {
      for (let folio = 10; folio < 1_007; folio++) profile.add(folio);
    });
    const source = exportSource(profile.store, profile.companyId, everything);
    let [ahead, done, most] = [0, 0, 0];
    const documents = (function* () {
      for (const document of source.documents) {
        ahead += 1;
        most = Math.max(most, ahead - done);
        yield document;
      }
    })();
    const start = performance.now();
    const result = await exportDocuments({
      ...source,
      documents,
      folder,
      as: 'zip',
      now: NOW,
      onProgress: (count) => {
        done = count;
      },
    });
    const ms = Math.round(performance.now() - start);
    process.stdout.write(`ZIP of 1,000 documents and their envelopes: ${ms} ms, ${result.bytes} bytes\n`);
    expect(result.documents).toBe(1_000);
    expect(most).toBeLessThanOrEqual(2);
    const files = await unzip(join(folder, result.files[0] ?? ''));
    expect(files.size).toBe(2_002);
    for (let folio = 10; folio < 1_007; folio++)
      expect(files.get(`T33F${folio}.xml`)?.equals(dteBytes(33, folio))).toBe(true);
  });

  it('is named after the only company, or after none', () => {
    expect(zipName([RUT], NOW)).toBe('resguardo-76192083-9-20260705-113000.zip');
    expect(zipName([RUT, '60803000-K'], NOW)).toBe('resguardo-varias-20260705-113000.zip');
    expect(() => zipName(['../x'], NOW)).toThrow('rut');
  });
});

describe.each(['files', 'zip'] as const)('export as %s that fails', (as) => {
  it('for nothing chosen, says so and leaves nothing', async () => {
    await expect(run(as, { by: 'ids', ids: [999] })).rejects.toMatchObject({
      value: { code: 'nothing_selected' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('for a disk that gets full in the middle, says so and leaves only what was there before', async () => {
    writeFileSync(join(folder, 'T33F1.xml'), dteBytes(33, 1));
    let writes = 0;
    const fs = failingFs('write', 'ENOSPC', () => ++writes > 3);
    await expect(run(as, everything, { fs })).rejects.toMatchObject({ value: { code: 'disk_full' } });
    expect(filesIn(folder)).toEqual(['T33F1.xml']);
    expect(readdirSync(folder)).toEqual(['T33F1.xml']);
  });

  it('for a folder that cannot be written, says so', async () => {
    const fs = failingFs('open', 'EACCES', (path) => path.endsWith('.tmp'));
    await expect(run(as, everything, { fs })).rejects.toMatchObject({
      value: { code: 'folder_not_writable' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('for a document with no whole copy in the database, names it and leaves nothing', async () => {
    const spoilt = flipped(dteBytes(33, 2), 77);
    profile.damage('UPDATE document_content SET bytes = ? WHERE document_id = ?', spoilt, ids[1] ?? 0);
    profile.damage('UPDATE backup_content SET bytes = ? WHERE document_id = ?', spoilt, ids[1] ?? 0);
    await expect(run(as)).rejects.toMatchObject({
      value: { code: 'document_damaged', params: { type: 33, folio: 2 } },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('for the database in the middle, passes it on and leaves nothing', async () => {
    const source = exportSource(profile.store, profile.companyId, { by: 'ids', ids });
    const documents = (function* () {
      for (const document of source.documents) {
        yield document;
        throw new Error('SQLITE_CORRUPT');
      }
    })();
    await expect(exportDocuments({ ...source, documents, folder, as, now: NOW })).rejects.toThrow(
      'SQLITE_CORRUPT',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what an export takes', () => {
  it("with the document's own row damaged, is the backup's bytes: those that were signed", async () => {
    profile.damage(
      'UPDATE document_content SET bytes = ? WHERE document_id = ?',
      flipped(dteBytes(33, 1), 77),
      ids[0] ?? 0,
    );
    await run('files');
    expect(readIn(folder, 'T33F1.xml')).toEqual(dteBytes(33, 1));
  });

  it('by filter, is what the list of backups shows under it, over all its pages', async () => {
    for (let folio = 10; folio < 460; folio++) profile.add(folio, { issuedOn: '2026-08-01' });
    profile.add(500, { backup: false, issuedOn: '2026-08-01' });
    const filter = {
      company: null,
      from: '2026-08-01',
      to: '2026-08-31',
      types: [],
      siiStates: [],
      integrities: [],
      receptorRut: null,
      minTotal: null,
      maxTotal: null,
      text: '',
    };
    const { documents, issuers } = exportSource(profile.store, profile.companyId, { by: 'filter', filter });
    const folios = [...documents].map(({ folio }) => folio);
    expect(new Set(folios).size).toBe(450);
    expect(folios).not.toContain(500);
    expect(issuers).toEqual([RUT]);
  });

  it('of an unknown company, is nothing', () => {
    expect(() => exportSource(profile.store, 999, everything)).toThrow('not_found');
  });

  it('after a crash of another export, is not kept company by its temporary files', async () => {
    mkdirSync(join(folder, 'envios'));
    writeFileSync(join(folder, '.resguardo-4194399-0123456789ab.tmp'), 'medio');
    writeFileSync(join(folder, 'envios', '.resguardo-4194399-0123456789ab.tmp'), 'medio');
    await run('files');
    expect(filesIn(folder)).toEqual(NAMES);
  });
});
