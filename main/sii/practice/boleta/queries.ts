import { parseRut } from '../../../../shared/domain/rut.ts';
import { localTimestamp } from '../../../../shared/format/time.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { Book, DocumentRow, EnvelopeRow } from '../book.ts';
import { reasonOf } from '../codes.ts';
import { countByType } from '../counters.ts';
import { DOCUMENT_ESTADOS, documentEstado } from '../document-state.ts';
import { estadoAt, isFinal } from '../progress.ts';
import { json, plain, type RestReply, restTime } from './reply.ts';

/** One entry of `error`, as in the OpenAPI example. */
const errorOf = (code: string, detail: string) => {
  const [seccion = '', nivel = '', codigo = ''] = code.split('-');
  return {
    seccion,
    linea: 1,
    nivel: Number(nivel),
    codigo: Number(codigo),
    descripcion: reasonOf(code),
    detalle: detail,
  };
};

const VERDICTS = {
  objected: ['RPR', 'Dte Aceptado con reparos'],
  rejected: ['RCH', 'Dte Rechazado'],
} as const;

const detailOf = (row: DocumentRow, detail: string) => {
  if (row.verdict === 'accepted') return [];
  const [estado, descripcion] = VERDICTS[row.verdict];
  const error = row.codes.map((code) => errorOf(code, detail));
  return [{ tipo: row.type, folio: row.folio, estado, descripcion, error }];
};

/** What is wrong with the envelope, where nothing in it could be read. */
const wholeEnvelope = ({ outcome, detail }: EnvelopeRow) =>
  detail === ''
    ? []
    : [{ estado: outcome, descripcion: 'Envio Rechazado', error: [errorOf('ENV-3-0', detail)] }];

/** The queries of the boleta API, PROTOCOL.md 5. Whoever asks has been let in. */
export const createBoletaQueries = (clock: Clock, book: Book) => ({
  /** …envio/{rut}-{dv}-{trackid} */
  track: (company: string, trackId: string): RestReply => {
    const envelope = /^\d{1,15}$/.test(trackId) ? book.envelope(trackId) : null;
    if (envelope?.channel !== 'boleta' || envelope.company !== company)
      return plain(404, 'No existe informacion del envio');
    const estado = estadoAt(envelope, clock.now());
    const documents = isFinal(estado) ? book.documentsOf(envelope.trackId) : [];
    const details = documents.flatMap((row) => detailOf(row, envelope.detail));
    return json({
      rut_emisor: envelope.company,
      rut_envia: envelope.sender,
      trackid: Number(envelope.trackId),
      fecha_recepcion: restTime(localTimestamp(envelope.receivedAt)),
      estado,
      estadistica:
        estado === 'EPR'
          ? countByType(documents).map((each) => ({
              tipo: each.type,
              informados: each.informed,
              aceptados: each.accepted,
              rechazados: each.rejected,
              reparos: each.objected,
            }))
          : [],
      detalle_rep_rech: isFinal(estado) && details.length === 0 ? wholeEnvelope(envelope) : details,
    });
  },

  /** …{rut}-{dv}-{tipo}-{folio}/estado?… : each parameter is demanded, with 200 and a text when it is missing. */
  document: (company: string, type: number, folio: number, parameters: URLSearchParams): RestReply => {
    for (const name of ['rut_receptor', 'dv_receptor', 'monto', 'fechaEmision'])
      if (!parameters.get(name)) return plain(200, `falta ${name}`);
    const of = (name: string): string => parameters.get(name) ?? '';
    const receptor = parseRut(`${of('rut_receptor')}-${of('dv_receptor')}`);
    const date = /^(\d\d)-(\d\d)-(\d{4})$/.exec(of('fechaEmision'));
    if (receptor === null) return plain(200, 'rut_receptor no valido');
    if (!date) return plain(200, 'fechaEmision no valida');
    const issuedOn = `${date[3]}-${date[2]}-${date[1]}`;
    const asked = { company, type, folio, receptor, issuedOn, total: Number(of('monto')) };
    const codigo = documentEstado(book, asked, clock.now());
    return json({ codigo, descripcion: DOCUMENT_ESTADOS[codigo][1] });
  },
});
