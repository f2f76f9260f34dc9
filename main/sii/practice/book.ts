import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Channel } from '../../../shared/domain/document-type.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { DocumentFacts } from './facts.ts';
import type { EnvelopeOutcome } from './progress.ts';
import { prepareSchema } from './schema.ts';
import type { Enrolment, UploadOfDocument } from './types.ts';

export type DocumentVerdict = 'accepted' | 'objected' | 'rejected';

export interface JudgedDocument {
  readonly facts: DocumentFacts;
  readonly sha256: string;
  readonly verdict: DocumentVerdict;
  readonly codes: readonly string[];
}

export interface NewEnvelope {
  readonly channel: Channel;
  readonly company: Rut;
  readonly sender: Rut;
  readonly fileName: string;
  readonly sha256: string;
  /** UTC epoch ms. */
  readonly receivedAt: number;
  readonly readyAt: number;
  readonly outcome: EnvelopeOutcome;
  /** Why its schema was rejected; empty if it was not. */
  readonly detail: string;
  readonly documents: readonly JudgedDocument[];
}

export interface EnvelopeRow extends Omit<NewEnvelope, 'sha256' | 'documents'> {
  readonly trackId: string;
}

export interface DocumentRow extends EnvelopeRow {
  readonly id: number;
  readonly type: number;
  readonly folio: number;
  readonly rut: Rut;
  readonly receptor: Rut;
  readonly issuedOn: string;
  readonly total: number;
  readonly sha256: string;
  readonly verdict: DocumentVerdict;
  readonly codes: readonly string[];
}

/** What an upload carried, as far as it could be read. */
export interface NotedUpload {
  readonly at: number;
  readonly company: Rut;
  readonly envelopeSha256: string;
  readonly answer: string;
  readonly documents: readonly {
    readonly rut: Rut;
    readonly type: number;
    readonly folio: number;
    readonly sha256: string;
  }[];
}

/** The memory of the practice SII: one SQLite file of its own, apart from the company's data. */
export interface Book {
  enrol(company: Enrolment): void;
  company(rut: Rut): Enrolment | null;
  annul(rut: Rut, type: number, folio: number): void;
  isAnnulled(rut: Rut, type: number, folio: number): boolean;
  /** Whether these bytes were taken on this channel, and not rejected for their schema. */
  hasEnvelope(company: Rut, sha256: string, channel: Channel): boolean;
  /** @returns the track id */
  take(envelope: NewEnvelope): string;
  envelope(trackId: string): EnvelopeRow | null;
  documentsOf(trackId: string): readonly DocumentRow[];
  /** Oldest first; all of them, or those of one folio. */
  documents(filter?: {
    readonly rut: Rut;
    readonly type: number;
    readonly folio: number;
  }): readonly DocumentRow[];
  /** Notes of credit and debit, not rejected, that refer to this document. */
  notesAbout(
    rut: Rut,
    type: number,
    folio: number,
  ): readonly (DocumentRow & { readonly referenceCode: number })[];
  noteUpload(upload: NotedUpload): void;
  countUploads(sha256: string): number;
  uploadsOf(type: number, folio: number): readonly UploadOfDocument[];
  totalUploads(): number;
  close(): void;
}

/**
 * Track ids have 10 digits, those of boletas 15 (PROTOCOL.md 3); these begin where nobody takes them for a live one of
 * today, and go on from the second of the first upload: a practice SII that is made anew (a restore, another computer) gives no
 * track id a second time.
 */
const TRACK_IDS_FROM: Readonly<Record<Channel, number>> = {
  factura: 1_000_000_001,
  boleta: 100_000_000_000_001,
};
const firstTrackId = (channel: Channel, now: number): number =>
  TRACK_IDS_FROM[channel] + (Math.floor(now / 1_000) % 1_000_000_000);

const ENVELOPE_COLUMNS = `CAST(e.track_id AS TEXT) AS trackId, e.channel, e.company, e.sender, e.file_name AS fileName,
  e.received_at AS receivedAt, e.ready_at AS readyAt, e.outcome, e.detail`;
const DOCUMENT_COLUMNS = `${ENVELOPE_COLUMNS}, d.id, d.type, d.folio, d.rut, d.receptor,
  d.issued_on AS issuedOn, d.total, d.sha256, d.verdict, d.codes`;

type StoredDocument = Omit<DocumentRow, 'codes'> & { readonly codes: string };
const withCodes = <T extends StoredDocument>(
  row: T,
): Omit<T, 'codes'> & { readonly codes: readonly string[] } => ({
  ...row,
  codes: row.codes === '' ? [] : row.codes.split(' '),
});

const isNumber = (text: string): boolean => /^\d{1,10}$/.test(text);

/** Opens the file, or makes it. */
export const openBook = (file: string): Book => {
  const db = new Database(file);
  prepareSchema(db);

  const putCompany = db.prepare(
    `INSERT INTO companies (rut, name, fch_resol, nro_resol) VALUES (?, ?, ?, ?)
     ON CONFLICT (rut) DO UPDATE SET name = excluded.name, fch_resol = excluded.fch_resol, nro_resol = excluded.nro_resol`,
  );
  const dropSenders = db.prepare('DELETE FROM senders WHERE company = ?');
  const putSender = db.prepare('INSERT OR IGNORE INTO senders (company, rut) VALUES (?, ?)');
  const enrol = db.transaction((company: Enrolment) => {
    putCompany.run(company.rut, company.name, company.fchResol, company.nroResol);
    dropSenders.run(company.rut);
    for (const rut of company.senderRuts) putSender.run(company.rut, rut);
  });
  const getCompany = db.prepare<[Rut], Omit<Enrolment, 'senderRuts'>>(
    'SELECT rut, name, fch_resol AS fchResol, nro_resol AS nroResol FROM companies WHERE rut = ?',
  );
  const getSenders = db
    .prepare<[Rut], string>('SELECT rut FROM senders WHERE company = ? ORDER BY rut')
    .pluck();

  const nextTrackId = db
    .prepare<[number, Channel], number>(
      'SELECT coalesce(max(track_id) + 1, ?) FROM envelopes WHERE channel = ?',
    )
    .pluck();
  const putEnvelope = db.prepare(
    `INSERT INTO envelopes
       (track_id, channel, company, sender, file_name, sha256, received_at, ready_at, outcome, detail)
     VALUES (@trackId, @channel, @company, @sender, @fileName, @sha256, @receivedAt, @readyAt, @outcome, @detail)`,
  );
  const putDocument = db.prepare(
    `INSERT INTO documents (track_id, rut, type, folio, receptor, issued_on, total, sha256, verdict, codes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putReference = db.prepare('INSERT INTO refs (document, type, folio, code) VALUES (?, ?, ?, ?)');
  const take = db.transaction((envelope: NewEnvelope): string => {
    const { documents, ...own } = envelope;
    const first = firstTrackId(own.channel, own.receivedAt);
    const trackId = nextTrackId.get(first, own.channel) ?? first;
    putEnvelope.run({ ...own, trackId });
    for (const { facts, sha256: bytes, verdict, codes } of documents) {
      const { rutEmisor, type, folio, rutReceptor, issuedOn, total } = facts;
      const { lastInsertRowid } = putDocument.run(
        trackId,
        rutEmisor,
        type,
        folio,
        rutReceptor,
        issuedOn,
        total,
        bytes,
        verdict,
        codes.join(' '),
      );
      for (const reference of facts.references) {
        if (reference.code === null || ![reference.type, reference.folio].every(isNumber)) continue;
        putReference.run(lastInsertRowid, Number(reference.type), Number(reference.folio), reference.code);
      }
    }
    return String(trackId);
  });

  const putUpload = db.prepare(
    'INSERT INTO uploads (at, company, envelope_sha256, answer) VALUES (?, ?, ?, ?)',
  );
  const putUploaded = db.prepare(
    'INSERT INTO uploaded_documents (upload, rut, type, folio, sha256) VALUES (?, ?, ?, ?, ?)',
  );
  const noteUpload = db.transaction((upload: NotedUpload) => {
    const { lastInsertRowid } = putUpload.run(
      upload.at,
      upload.company,
      upload.envelopeSha256,
      upload.answer,
    );
    for (const { rut, type, folio, sha256 } of upload.documents) {
      putUploaded.run(lastInsertRowid, rut, type, folio, sha256);
    }
  });

  const getEnvelope = db.prepare<[number], EnvelopeRow>(
    `SELECT ${ENVELOPE_COLUMNS} FROM envelopes e WHERE e.track_id = ?`,
  );
  const ofDocuments = `SELECT ${DOCUMENT_COLUMNS} FROM documents d JOIN envelopes e USING (track_id)`;
  const byEnvelope = db.prepare<[number], StoredDocument>(
    `${ofDocuments} WHERE d.track_id = ? ORDER BY d.id`,
  );
  const byFolio = db.prepare<[Rut, number, number], StoredDocument>(
    `${ofDocuments} WHERE d.rut = ? AND d.type = ? AND d.folio = ? ORDER BY d.id`,
  );
  const everyDocument = db.prepare<[], StoredDocument>(`${ofDocuments} ORDER BY d.id`);
  const notes = db.prepare<[number, number, Rut], StoredDocument & { readonly referenceCode: number }>(
    `SELECT ${DOCUMENT_COLUMNS}, r.code AS referenceCode
     FROM refs r JOIN documents d ON d.id = r.document JOIN envelopes e USING (track_id)
     WHERE r.type = ? AND r.folio = ? AND d.rut = ? AND d.verdict <> 'rejected' ORDER BY d.id`,
  );
  const annulled = db
    .prepare<[Rut, number, number], number>('SELECT 1 FROM annulled WHERE rut = ? AND type = ? AND folio = ?')
    .pluck();
  const sameEnvelope = db
    .prepare<[Rut, string, Channel], number>(
      `SELECT 1 FROM envelopes WHERE company = ? AND sha256 = ? AND channel = ? AND outcome <> 'RSC'`,
    )
    .pluck();

  return {
    enrol: (company) => enrol.immediate(company),
    company: (rut) => {
      const found = getCompany.get(rut);
      return found ? { ...found, senderRuts: getSenders.all(rut) } : null;
    },
    annul: (rut, type, folio) => {
      db.prepare('INSERT OR IGNORE INTO annulled (rut, type, folio) VALUES (?, ?, ?)').run(rut, type, folio);
    },
    isAnnulled: (rut, type, folio) => annulled.get(rut, type, folio) !== undefined,
    hasEnvelope: (company, sha256, channel) => sameEnvelope.get(company, sha256, channel) !== undefined,
    take: (envelope) => take.immediate(envelope),
    envelope: (trackId) => getEnvelope.get(Number(trackId)) ?? null,
    documentsOf: (trackId) => byEnvelope.all(Number(trackId)).map(withCodes),
    documents: (filter) =>
      (filter ? byFolio.all(filter.rut, filter.type, filter.folio) : everyDocument.all()).map(withCodes),
    notesAbout: (rut, type, folio) => notes.all(type, folio, rut).map(withCodes),
    noteUpload: (upload) => noteUpload.immediate(upload),
    countUploads: (sha256) =>
      db
        .prepare<[string], number>('SELECT count(*) FROM uploaded_documents WHERE sha256 = ?')
        .pluck()
        .get(sha256) ?? 0,
    uploadsOf: (type, folio) =>
      db
        .prepare<[number, number], UploadOfDocument>(
          `SELECT u.at, d.rut, d.sha256, u.envelope_sha256 AS envelopeSha256, u.answer
           FROM uploaded_documents d JOIN uploads u ON u.id = d.upload
           WHERE d.type = ? AND d.folio = ? ORDER BY u.id`,
        )
        .all(type, folio),
    totalUploads: () => db.prepare<[], number>('SELECT count(*) FROM uploads').pluck().get() ?? 0,
    close: () => {
      db.pragma('optimize');
      db.close();
    },
  };
};

export const sha256Hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
