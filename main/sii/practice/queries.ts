import type { PracticeState } from '../../../shared/domain/practice.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Book, DocumentRow } from './book.ts';
import { isFolioNotAuthorised } from './codes.ts';
import { ESTADO_GLOSAS, estadoAt, isFinal } from './progress.ts';
import type { Sessions } from './sessions.ts';
import type { Fields } from './soap.ts';

/** Header and body of a RESPUESTA. */
export interface QueryReply {
  readonly header: Fields;
  readonly body: Fields | null;
}

export interface QueryDesk {
  /** QueryEstUp, PROTOCOL.md 4.1: RutCompania, DvCompania, TrackId, Token. */
  track(values: readonly string[]): QueryReply;
  /** QueryEstDte, PROTOCOL.md 4.2: four RUTs in two pieces each … MontoDte, Token. */
  document(values: readonly string[]): QueryReply;
}

/** As of now: nothing is known of a document until its envelope is through. */
export const stateOf = (row: DocumentRow, now: number): PracticeState =>
  isFinal(estadoAt(row, now)) ? row.verdict : 'processing';

/** Numeric ERR_CODE of each ESTADO, and the text. PROTOCOL.md 4.2. */
const DOCUMENT_ESTADOS = {
  DOK: [0, 'Documento Recibido por el SII. Datos Coinciden con los Registrados'],
  DNK: [1, 'Documento Recibido por el SII pero Datos NO Coinciden con los registrados'],
  FAU: [3, 'Documento No Recibido por el SII'],
  FNA: [4, 'Documento No Autorizado'],
  FAN: [5, 'Documento Anulado'],
  EMP: [6, 'Empresa no autorizada a Emitir Documentos Tributarios Electronicos'],
  TMD: [10, 'Existe Nota de Debito que Modifica Texto Documento'],
  TMC: [11, 'Existe Nota de Credito que Modifica Textos Documento'],
  MMD: [12, 'Existe Nota de Debito que Modifica Montos Documento'],
  MMC: [13, 'Existe Nota de Credito que Modifica Montos Documento'],
  AND: [14, 'Existe Nota de Debito que Anula Documento'],
  ANC: [15, 'Existe Nota de Credito que Anula Documento'],
} as const;
type DocumentEstado = keyof typeof DOCUMENT_ESTADOS;

const DEBIT_NOTES = new Set([56, 111]);
/** ESTADO by CodRef; an annulment says more than a change of amounts, and that more than one of text. */
const BY_REFERENCE = [
  [1, 'AND', 'ANC'],
  [3, 'MMD', 'MMC'],
  [2, 'TMD', 'TMC'],
] as const;

export const createQueryDesk = (clock: Clock, book: Book, sessions: Sessions): QueryDesk => {
  const tokenProblem = (token: string): QueryReply | null => {
    const { kind } = sessions.check(token);
    if (kind === 'good') return null;
    const [estado, glosa] = kind === 'inactive' ? ['001', 'TOKEN INACTIVO'] : ['003', 'TOKEN NO EXISTE'];
    return {
      header: [
        ['ESTADO', estado],
        ['GLOSA', glosa],
      ],
      body: null,
    };
  };

  const attention = (): string => {
    const now = clock.now();
    return `${Math.floor(now / 1000) % 1_000_000} ( ${localTimestamp(now).replace('T', ' ').replaceAll('-', '/')})`;
  };

  const track = (values: readonly string[]): QueryReply => {
    const [rut = '', dv = '', trackId = '', token = ''] = values;
    const problem = tokenProblem(token);
    if (problem) return problem;
    const envelope = /^\d{1,15}$/.test(trackId) ? book.envelope(trackId) : null;
    if (!envelope || envelope.company !== `${rut}-${dv.toUpperCase()}`) {
      return {
        header: [
          ['TRACKID', trackId],
          ['ESTADO', '-11'],
          ['GLOSA', 'Error de Proceso'],
          ['ERR_CODE', 1],
          ['NUM_ATENCION', attention()],
        ],
        body: null,
      };
    }
    const estado = estadoAt(envelope, clock.now());
    const header: Fields = [
      ['TRACKID', trackId],
      ['ESTADO', estado],
      ['GLOSA', ESTADO_GLOSAS[estado] ?? ''],
      ['NUM_ATENCION', attention()],
    ];
    return { header, body: estado === 'EPR' ? counters(book.documentsOf(envelope.trackId)) : null };
  };

  const document = (values: readonly string[]): QueryReply => {
    const [
      ,
      ,
      companyBody = '',
      companyDv = '',
      buyerBody = '',
      buyerDv = '',
      type = '',
      folio = '',
      date = '',
      amount = '',
      token = '',
    ] = values;
    const problem = tokenProblem(token);
    if (problem) return problem;
    const company = `${companyBody}-${companyDv.toUpperCase()}`;
    const estado = estadoOf(company, Number(type), Number(folio), {
      receptor: `${buyerBody}-${buyerDv.toUpperCase()}`,
      issuedOn: `${date.slice(4)}-${date.slice(2, 4)}-${date.slice(0, 2)}`,
      total: Number(amount),
    });
    const [code, glosa] = DOCUMENT_ESTADOS[estado];
    return {
      header: [
        ['ESTADO', estado],
        ['GLOSA_ESTADO', glosa],
        ['ERR_CODE', code],
        ['GLOSA_ERR', glosa],
        ['NUM_ATENCION', attention()],
      ],
      body: null,
    };
  };

  const estadoOf = (
    rut: string,
    type: number,
    folio: number,
    asked: { readonly receptor: string; readonly issuedOn: string; readonly total: number },
  ): DocumentEstado => {
    if (!book.company(rut)) return 'EMP';
    if (book.isAnnulled(rut, type, folio)) return 'FAN';
    const now = clock.now();
    const through = book.documents({ rut, type, folio }).filter((row) => stateOf(row, now) !== 'processing');
    const kept = through.find((row) => row.verdict !== 'rejected');
    if (!kept) return through.some((row) => row.codes.some(isFolioNotAuthorised)) ? 'FNA' : 'FAU';
    const same =
      kept.receptor === asked.receptor && kept.issuedOn === asked.issuedOn && kept.total === asked.total;
    if (!same) return 'DNK';
    const notes = book.notesAbout(rut, type, folio).filter((note) => stateOf(note, now) !== 'processing');
    for (const [code, byDebit, byCredit] of BY_REFERENCE) {
      const note = notes.find((each) => each.referenceCode === code);
      if (note) return DEBIT_NOTES.has(note.type) ? byDebit : byCredit;
    }
    return 'DOK';
  };

  return { track, document };
};

/** One group for each type, in the order of their first documents. */
const counters = (documents: readonly DocumentRow[]): Fields => {
  const count = (type: number, verdict?: string): number =>
    documents.filter((row) => row.type === type && (verdict === undefined || row.verdict === verdict)).length;
  return [...new Set(documents.map((row) => row.type))].flatMap(
    (type): Fields => [
      ['TIPO_DOCTO', type],
      ['INFORMADOS', count(type)],
      ['ACEPTADOS', count(type, 'accepted')],
      ['RECHAZADOS', count(type, 'rejected')],
      ['REPAROS', count(type, 'objected')],
    ],
  );
};
