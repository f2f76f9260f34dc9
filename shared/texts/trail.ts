import type { AuditKind } from '../domain/audit-kinds.ts';
import type { AuditAction } from '../domain/send-errors.ts';

type Params = Readonly<Record<string, string | number>>;

/** Who, about which document (`Factura electrónica 12`, or none), with which figures. */
type Sentence = (who: string, p: Params, document: string) => string;

/** A figure that every line of its kind has; older programs may have written it without. */
const said = (p: Params, key: string): string => String(p[key] ?? '…');
const span = (p: Params): string => `${said(p, 'from')} a ${said(p, 'to')} del tipo ${said(p, 'type')}`;
const quoted = (p: Params, key: string): string => (p[key] === undefined ? '' : `: «${p[key]}»`);
const toWhom = (p: Params): string => (p['to'] === undefined ? '' : `, a ${p['to']}`);
const try_ = (p: Params): string => (p['number'] === undefined ? 'un intento' : `el intento ${p['number']}`);
const people = (count: unknown, one: string, many: string): string =>
  `${count ?? 0} ${Number(count) === 1 ? one : many}`;
const role = (p: Params): string =>
  p['role'] === 'usuario' ? ' como usuario' : p['role'] === 'encargado' ? ' como encargado' : '';

/** By `part` of a changed setting. */
const settingsParts: Readonly<Record<string, string>> = {
  vault: 'la carpeta de respaldo',
  looks: 'la apariencia',
  inbox: 'la bandeja de entrada',
  mirror: 'la segunda copia',
  office: 'la oficina del SII de los impresos',
  idle: 'el tiempo de bloqueo',
};

/** By AuditAction: the line of Bitácora, as a sentence. */
const sentences = {
  'company.created': (who) => `${who} creó la empresa.`,
  'company.chosen': (who, { name }) => `${who} eligió trabajar para ${name ?? 'otra empresa'}.`,
  'company.updated': (who) => `${who} cambió los datos de la empresa.`,
  'certificate.imported': (who) => `${who} cargó el certificado.`,
  'caf.imported': (who, p) =>
    p['from'] === undefined ? `${who} cargó folios.` : `${who} cargó los folios ${span(p)}.`,
  'folios.skipped': (who, p) => `${who} dejó sin usar los folios ${span(p)}.`,
  'folios.noted': (who, p) => `${who} aclaró qué pasó con los folios ${span(p)}.`,
  'disk.room_again': () => 'Hubo espacio otra vez en el disco, y todo siguió solo.',
  'document.issued': (who, _, document) => `${who} emitió ${document}.`,
  'attempt.started': (_, p, document) => `Comenzó ${try_(p)} de ${document}.`,
  'attempt.ended': (_, p, document) => `Terminó ${try_(p)} de ${document}.`,
  'document.received': (_, p, document) =>
    p['trackId'] === undefined
      ? `El SII recibió ${document}.`
      : `El SII recibió ${document} con el identificador ${p['trackId']}.`,
  'document.accepted': (_, __, document) => `El SII aceptó ${document}.`,
  'document.objected': (_, __, document) => `El SII aceptó ${document} con reparos.`,
  'document.rejected': (_, __, document) => `El SII rechazó ${document}.`,
  'document.uncertain': (_, __, document) => `No hubo respuesta sobre ${document}: quedó por confirmar.`,
  'job.retry_scheduled': (_, __, document) => `Se programó otro intento de ${document}.`,
  'job.needs_person': (_, __, document) => `${document} quedó a la espera de una persona.`,
  'job.abandoned': (_, __, document) => `${document} quedó abandonado después de cinco reintentos.`,
  'job.abandoned_by_person': (who, p, document) => `${who} abandonó ${document}${quoted(p, 'reason')}.`,
  'job.retried_by_person': (who, _, document) => `${who} pidió reintentar ${document}.`,
  'job.held_by_person': (who, p, document) => `${who} dejó en espera ${document}${quoted(p, 'reason')}.`,
  'job.released_by_person': (who, _, document) => `${who} reanudó el envío de ${document}.`,
  'job.undone_by_person': (who, _, document) => `${who} deshizo lo que había pedido sobre ${document}.`,
  'backup.made': (_, __, document) => `Se respaldó ${document}.`,
  'backup.file_written': (_, __, document) =>
    `Se escribió la copia de ${document} en la carpeta de respaldo.`,
  'backup.verified': (who) => `${who} verificó los respaldos.`,
  'backup.damaged': (_, __, document) =>
    document === '' ? 'Se encontró daño en una copia.' : `Se encontró daño en la copia de ${document}.`,
  'export.made': (who, p) => `${who} exportó ${people(p['documents'], 'documento', 'documentos')}.`,
  'settings.changed': (who, p) => {
    const part = settingsParts[String(p['part'])];
    return part === undefined ? `${who} cambió los ajustes.` : `${who} cambió ${part}.`;
  },
  'environment.left': (who) => `${who} dejó el ambiente de prueba y empezó de nuevo.`,
  'practice.fault_set': (who) => `${who} cambió la falla del SII de práctica.`,
  'practice.clock_advanced': (who) => `${who} adelantó el reloj de práctica.`,
  'app.started': () => 'Resguardo se abrió.',
  'app.stopped': () => 'Resguardo se cerró.',
  'keys.unlocked': (who) => `${who} abrió las llaves con la frase clave.`,
  'sending.held': () => 'El SII no contesta: los envíos quedaron en espera.',
  'sending.released': () => 'El SII volvió a contestar: los envíos siguen.',
  'sending.paused': (who, p) => `${who} puso los envíos en pausa${quoted(p, 'reason')}.`,
  'sending.resumed': (who) => `${who} reanudó los envíos.`,
  'envelope.renewed': (_, __, document) =>
    `${document} pasó a un sobre propio, con los mismos bytes firmados.`,
  'document.undecided': (_, __, document) => `El SII lleva días sin decidir sobre ${document}.`,
  'backup.repaired': (_, __, document) =>
    document === ''
      ? 'Se reparó una copia desde la que estaba buena.'
      : `Se reparó la copia de ${document} desde la que estaba buena.`,
  'snapshot.made': (who) => `${who} guardó una copia completa de la base.`,
  'restore.done': (who) => `${who} restauró los datos desde el respaldo.`,
  'drill.done': (who, p) =>
    p['ok'] === 0
      ? `El simulacro de restauración de ${who} falló.`
      : `El simulacro de restauración de ${who} salió bien.`,
  'archive.made': (who) => `${who} creó un archivo cifrado de respaldo.`,
  'keys.recovery_set': (who) => `${who} guardó una frase de recuperación.`,
  'copy.signed': (who, _, document) => `${who} firmó la copia para el cliente de ${document}.`,
  'copy.saved': (who, _, document) => `${who} guardó la copia para el cliente de ${document}.`,
  'copy.mail_opened': (who, _, document) => `${who} abrió un correo al cliente con ${document}.`,
  'mail.queued': (who, p, document) =>
    `${who} dejó en cola el correo al cliente con ${document}${toWhom(p)}.`,
  'mail.sent': (_, p, document) => `Se envió el correo al cliente con ${document}${toWhom(p)}.`,
  'mail.uncertain': (_, p, document) =>
    `No se sabe si salió el correo al cliente con ${document}${toWhom(p)}.`,
  'mail.failed': (_, p, document) => `El correo al cliente con ${document} no salió${toWhom(p)}.`,
  'mail.retried': (who, p, document) => `${who} pidió enviar otra vez el correo con ${document}${toWhom(p)}.`,
  'mail.given_up': (who, _, document) => `${who} desistió del correo al cliente con ${document}.`,
  'mail.taken_back': (who, _, document) =>
    `${who} se arrepintió de desistir del correo al cliente con ${document}.`,
  'mail.settled': (who, _, document) => `${who} confirmó que llegó el correo con ${document}.`,
  'mail.configured': (who) => `${who} configuró el correo.`,
  'sii.reason_noted': (who, p, document) =>
    `${who} anotó el motivo del SII sobre ${document}${quoted(p, 'text')}.`,
  'sii.mail_asked': (who, _, document) => `${who} pidió al SII enviar otra vez su correo sobre ${document}.`,
  'keys.passphrase_changed': (who) => `${who} cambió la frase clave.`,
  'keys.renewed': (who) => `${who} hizo llaves nuevas.`,
  'cleanup.enabled': (who) => `${who} activó la limpieza de respaldos antiguos.`,
  'cleanup.disabled': (who) => `${who} desactivó la limpieza de respaldos antiguos.`,
  'cleanup.done': (who, p) =>
    `${who} limpió respaldos antiguos: ${people(p['documents'], 'documento', 'documentos')}.`,
  'backup.retired': (_, __, document) =>
    `Pasaron los seis años de ${document}: sus archivos salieron de la carpeta de respaldo.`,
  'operator.added': (who, p) => `${who} agregó a ${said(p, 'name')}${role(p)}.`,
  'operator.changed': (who, p) =>
    p['before'] === undefined
      ? `${who} dejó a ${said(p, 'name')}${role(p)}.`
      : `${who} cambió el nombre de ${said(p, 'before')} por ${said(p, 'name')}.`,
  'operator.secret_reset': (who, p) => `${who} puso una clave nueva a ${said(p, 'name')}.`,
  'operator.secret_changed': (who) => `${who} cambió su clave.`,
  'operator.secret_recovered': (who) => `${who} recuperó su clave con la frase del negocio.`,
  'operator.deactivated': (who, p) => `${who} desactivó a ${said(p, 'name')}.`,
  'operator.reactivated': (who, p) => `${who} activó otra vez a ${said(p, 'name')}.`,
  'session.on': (who) => `${who} activó el inicio de sesión: ya trabajan dos personas o más.`,
  'session.off': (who) => `${who} desactivó el inicio de sesión: queda una sola persona.`,
  'session.signed_in': (who) => `${who} entró a Resguardo.`,
  'session.refused': (_, p) => `Alguien quiso entrar como ${said(p, 'name')} con una clave incorrecta.`,
  'session.closed': (who) => `${who} bloqueó la pantalla.`,
  'session.closed_idle': (who) => `La pantalla de ${who} se bloqueó por falta de uso.`,
  'trail.verified': (who, p) => `${who} verificó la bitácora: ${people(p['lines'], 'línea', 'líneas')}.`,
  'trail.altered': (_, p) => `La bitácora no está íntegra desde la línea ${said(p, 'line')}.`,
  'trail.exported': (who, p) => `${who} exportó ${people(p['lines'], 'línea', 'líneas')} de la bitácora.`,
} as const satisfies Record<AuditAction, Sentence>;

const kinds = {
  documents: 'Documentos',
  sending: 'Envíos al SII',
  backups: 'Respaldos',
  settings: 'Ajustes y llaves',
  operators: 'Operadores y acceso',
  program: 'Programa',
} as const satisfies Record<AuditKind, string>;

/** What the figures of a line are called. One that is not here is not shown. */
const figures: Readonly<Record<string, string>> = {
  number: 'Intento',
  outcome: 'Resultado',
  answer: 'Respuesta del SII',
  errorClass: 'Clase de error',
  errorCode: 'Código de error',
  trackId: 'Identificador del SII',
  failedRetries: 'Reintentos fallidos',
  nextDueAt: 'Próximo intento',
  untilAt: 'Hasta',
  reason: 'Motivo',
  documents: 'Documentos',
  bytes: 'Bytes',
  files: 'Archivos',
  file: 'Archivo',
  lines: 'Líneas',
  line: 'Línea',
  name: 'Nombre',
  before: 'Nombre anterior',
  role: 'Perfil',
  failures: 'Claves incorrectas seguidas',
  type: 'Tipo',
  folio: 'Folio',
  from: 'Desde',
  to: 'Hasta',
  rut: 'RUT',
  environment: 'Ambiente',
  holder: 'Titular',
  receptor: 'Receptor',
  version: 'Versión',
  kind: 'Falla',
  ms: 'Milisegundos',
  checked: 'Revisados',
  verified: 'Verificados',
  repaired: 'Reparados',
  damaged: 'Dañados',
  rescued: 'Rescatados',
  doubtful: 'Por confirmar',
  added: 'Agregados',
  as: 'Formato',
  why: 'Qué pasó',
  seconds: 'Segundos',
};

/** What `to` is called where it is somebody. */
const recipient = 'Destinatario';

/** Bitácora. */
export const trail = {
  title: 'Bitácora',
  lead: 'Todo lo que pasó, quién lo hizo y cuándo. Nadie puede cambiarla sin que se note.',
  caption: 'Líneas de la bitácora',
  when: 'Cuándo',
  what: 'Qué pasó',
  who: 'Quién',
  kind: 'Sobre qué',
  line: 'Línea',
  document: 'Documento',
  operatorNumber: (id: number) => `operador n.º ${id}`,
  hash: 'Huella de la línea',
  hashHint: 'Encadena esta línea con la anterior: si algo cambia, deja de calzar.',
  program: 'Resguardo (por sí solo)',
  sentences,
  kinds,
  figures,
  recipient,
  details: (line: number) => `Ver detalles de la línea ${line}`,
  openDocument: (name: string) => `Abrir ${name}`,
  filters: {
    text: 'Buscar por documento',
    textPlaceholder: 'Folio, RUT, nombre o monto',
    operators: 'Operador',
    allOperators: 'Cualquier operador',
    kinds: 'Sobre qué',
    allKinds: 'Cualquier tema',
  },
  atLeast: (count: string) => `Más de ${count} líneas`,
  results: (count: string, one: boolean) => (one ? '1 línea' : `${count} líneas`),
  more: 'Ver más antiguas',
  empty: {
    title: 'La bitácora está vacía',
    text: 'Aquí quedará cada cosa que pase: lo que emites, lo que contesta el SII y lo que cambia en los ajustes.',
  },
  badge: {
    intact: 'Cadena íntegra',
    altered: (since: string) => `Alterada desde ${since}`,
    alteredFromStart: 'Alterada desde el comienzo',
    checking: 'Verificando la cadena…',
    unknown: 'Cadena sin verificar',
    checkedAt: (when: string, lines: string, one: boolean) =>
      one ? `1 línea verificada ${when}` : `${lines} líneas verificadas ${when}`,
    why: {
      altered: (line: string) => `La línea ${line} no dice lo que se escribió.`,
      missing: (line: string) => `Falta la línea ${line}.`,
      added: (line: string) => `La línea ${line} no la escribió Resguardo.`,
    },
    help: 'Alguien cambió el archivo de datos por fuera de Resguardo, o el disco está fallando. Tus documentos tienen su propia verificación en Respaldos. Exporta la bitácora y guárdala antes de restaurar.',
    verify: 'Verificar ahora',
    verified: 'La cadena está íntegra',
    verifiedText: (lines: string) => `Se revisaron ${lines} líneas, una por una.`,
    broken: 'La bitácora fue alterada',
  },
  export: {
    action: 'Exportar a CSV',
    done: 'Bitácora exportada',
    doneText: (lines: string, file: string) => `${lines} líneas en ${file}`,
    columns: [
      'Línea',
      'Fecha y hora',
      'Quién',
      'N.º operador',
      'Sobre qué',
      'Qué pasó',
      'Documento',
      'Huella',
    ],
  },
} as const;
