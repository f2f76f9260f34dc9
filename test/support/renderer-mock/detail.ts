import type { Output } from '../../../shared/ipc/contract.ts';
import type { AttemptView, BackupRow, QueueRow } from '../../../shared/ipc/parts.ts';
import { HOUR, MINUTE } from './rows.ts';

const xmlOf = (row: QueueRow): string => `<?xml version="1.0" encoding="ISO-8859-1"?>
<DTE xmlns="http://www.sii.cl/SiiDte" version="1.0">
  <Documento ID="T${row.type}F${row.folio}">
    <Encabezado>
      <IdDoc><TipoDTE>${row.type}</TipoDTE><Folio>${row.folio}</Folio><FchEmis>${row.issuedOn}</FchEmis></IdDoc>
      <Receptor><RUTRecep>${row.receptorRut}</RUTRecep><RznSocRecep>${row.receptorName}</RznSocRecep></Receptor>
      <Totales><MntTotal>${row.total}</MntTotal></Totales>
    </Encabezado>
    <TED version="1.0"><DD><RE>76192083-9</RE><TD>${row.type}</TD><F>${row.folio}</F><FE>${row.issuedOn}</FE><RR>${row.receptorRut}</RR><MNT>${row.total}</MNT></DD><FRMT algoritmo="SHA1withRSA">GbmDcS9e/jVC2LsLIe1iRV12Bf6lxsILtbQiCkh6mbjckFCJ7fj/kakFTS06Jo8i</FRMT></TED>
  </Documento>
</DTE>`;

const attemptsOf = (row: QueueRow): AttemptView[] => {
  const base = { trackId: null, nextDueAt: null, raw: null, request: null, httpStatus: null, error: null };
  const failed = row.error;
  if (failed === null) {
    if (row.trackId === null) return [];
    const raw = `<?xml version="1.0"?>\n<RECEPCIONDTE><STATUS>0</STATUS><TRACKID>${row.trackId}</TRACKID></RECEPCIONDTE>`;
    return [
      {
        ...base,
        number: 1,
        kind: 'upload',
        startedAt: row.createdAt + 4_000,
        durationMs: 812,
        outcome: 'confirmed',
        httpStatus: 200,
        trackId: row.trackId,
        raw,
      },
      {
        ...base,
        number: 2,
        kind: 'poll',
        startedAt: row.createdAt + 5 * MINUTE,
        durationMs: 240,
        outcome: 'confirmed',
        httpStatus: 200,
        trackId: row.trackId,
        raw,
      },
    ];
  }
  return Array.from({ length: row.attempts }, (_, index): AttemptView => {
    const startedAt = row.createdAt + 4_000 + index * HOUR;
    return {
      ...base,
      number: index + 1,
      kind: row.uncertain && index > 0 ? 'ask' : 'upload',
      startedAt,
      durationMs: 30_012,
      outcome: row.uncertain ? 'uncertain' : failed.class === 'validation' ? 'refused' : 'not_sent',
      error: failed,
      httpStatus: failed.class === 'validation' ? 200 : null,
      nextDueAt: row.nextDueAt === null ? null : startedAt + HOUR,
      raw:
        failed.class === 'validation'
          ? '<RECEPCIONDTE><STATUS>7</STATUS><DETAIL><ERROR>LSX-00213: only 0 occurrences of particle</ERROR></DETAIL></RECEPCIONDTE>'
          : null,
    };
  });
};

/** Everything about one made-up document. */
export const detailOf = (row: QueueRow, backups: readonly BackupRow[]): Output<'documents.get'> => {
  const backup = backups.find((each) => each.id === row.id) ?? null;
  const sha256 = row.id.toString(16).padStart(4, '0').repeat(16);
  const step = (
    minutes: number,
    action: Output<'documents.get'>['timeline'][number]['action'],
    params = {},
  ) => ({
    at: row.createdAt + minutes * MINUTE,
    actor: minutes === 0 ? 'encargado' : 'system',
    action,
    params,
  });
  return {
    document: row,
    company: {
      company: '76192083-9-practica',
      rut: '76192083-9',
      name: 'Almacén y Ferretería Doña Rosa SpA',
      environment: 'practice',
      working: true,
    },
    backup,
    sha256,
    envelopeSha256: sha256.split('').reverse().join(''),
    envelopeFile: `EnvioDTE_T${row.type}F${row.folio}.xml`,
    xml: xmlOf(row),
    siiReason:
      row.siiState === 'rejected' ? { code: 'DTE-3-505', params: { glosa: 'Firma DTE incorrecta' } } : null,
    attempts: attemptsOf(row),
    timeline: [
      step(0, 'document.issued'),
      step(1, 'attempt.started', { number: 1 }),
      ...(row.trackId === null
        ? [step(1, 'attempt.ended', { number: 1 })]
        : [step(1, 'document.received', { trackId: row.trackId })]),
      ...(backup === null ? [] : [step(2, 'backup.made'), step(2, 'backup.file_written')]),
      ...(row.siiState === 'accepted' ? [step(5, 'document.accepted')] : []),
      ...(row.siiState === 'rejected' ? [step(5, 'document.rejected'), step(5, 'job.needs_person')] : []),
      ...(row.nextDueAt === null ? [] : [step(2, 'job.retry_scheduled')]),
    ],
  };
};
