import { localTimestamp } from '../../../shared/format/time.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Book, DocumentRow } from './book.ts';
import { countByType } from './counters.ts';
import { DOCUMENT_ESTADOS, documentEstado } from './document-state.ts';
import { ESTADO_GLOSAS, estadoAt, isFinal } from './progress.ts';
import type { Sessions } from './sessions.ts';
import type { Fields, QueryReply } from './soap.ts';

export interface QueryDesk {
  /** QueryEstUp, PROTOCOL.md 4.1: RutCompania, DvCompania, TrackId, Token. */
  track(values: readonly string[]): QueryReply;
  /** wsDTECorreo, PROTOCOL.md 4.1: Token, RutEmpresa, DvEmpresa, TrackId. */
  mail(values: readonly string[]): QueryReply;
  /** QueryEstDte, PROTOCOL.md 4.2: four RUTs in two pieces each … MontoDte, Token. */
  document(values: readonly string[]): QueryReply;
}

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
    if (envelope?.channel !== 'factura' || envelope.company !== `${rut}-${dv.toUpperCase()}`) {
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
    const asked = {
      company: `${companyBody}-${companyDv.toUpperCase()}`,
      type: Number(type),
      folio: Number(folio),
      receptor: `${buyerBody}-${buyerDv.toUpperCase()}`,
      issuedOn: `${date.slice(4)}-${date.slice(2, 4)}-${date.slice(0, 2)}`,
      total: Number(amount),
    };
    const estado = documentEstado(book, asked, clock.now());
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

  const mail = (values: readonly string[]): QueryReply => {
    const [token = '', rut = '', dv = '', trackId = ''] = values;
    const problem = tokenProblem(token);
    if (problem) return problem;
    const envelope = /^\d{1,15}$/.test(trackId) ? book.envelope(trackId) : null;
    const known = envelope?.channel === 'factura' && envelope.company === `${rut}-${dv.toUpperCase()}`;
    const sent = known && isFinal(estadoAt(envelope, clock.now()));
    return {
      header: [
        ['ESTADO', sent ? '0' : '-11'],
        ['GLOSA', sent ? 'CORREO REENVIADO' : 'Error de Proceso'],
      ],
      body: null,
    };
  };

  return { track, document, mail };
};

const counters = (documents: readonly DocumentRow[]): Fields =>
  countByType(documents).flatMap(
    (each): Fields => [
      ['TIPO_DOCTO', each.type],
      ['INFORMADOS', each.informed],
      ['ACEPTADOS', each.accepted],
      ['RECHAZADOS', each.rejected],
      ['REPAROS', each.objected],
    ],
  );
