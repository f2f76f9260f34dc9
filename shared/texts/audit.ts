import type { AuditAction } from '../domain/send-errors.ts';

type Params = Readonly<Record<string, string | number>>;

/** With the address, where there is one. */
const to = (text: string, p: Params): string => (p['to'] === undefined ? text : `${text}: ${p['to']}`);

/** By AuditAction: the line of a timeline. */
export const audit = {
  'company.created': () => 'Empresa creada',
  'company.chosen': () => 'Empresa de trabajo elegida',
  'company.updated': () => 'Datos de la empresa actualizados',
  'certificate.imported': () => 'Certificado cargado',
  'caf.imported': () => 'Folios cargados',
  'folios.skipped': (p: Params) =>
    p['from'] === undefined
      ? 'Se dejaron folios sin usar'
      : `Se dejaron sin usar los folios ${p['from']} a ${p['to']}`,
  'folios.noted': (p: Params) =>
    p['from'] === undefined
      ? 'Se aclararon folios sin documento'
      : `Se aclaró qué pasó con los folios ${p['from']} a ${p['to']}`,
  'document.issued': () => 'Emitido, timbrado y firmado',
  'attempt.started': (p: Params) =>
    p['number'] === undefined ? 'Comenzó un intento' : `Comenzó el intento ${p['number']}`,
  'attempt.ended': (p: Params) =>
    p['number'] === undefined ? 'Terminó el intento' : `Terminó el intento ${p['number']}`,
  'document.received': (p: Params) =>
    p['trackId'] === undefined ? 'Recibido por el SII' : `Recibido por el SII, identificador ${p['trackId']}`,
  'document.accepted': () => 'Aceptado por el SII',
  'document.objected': () => 'Aceptado con reparos por el SII',
  'document.rejected': () => 'Rechazado por el SII',
  'document.uncertain': () => 'Sin respuesta: quedó por confirmar',
  'job.retry_scheduled': () => 'Se programó un reintento',
  'job.needs_person': () => 'Quedó a la espera de una persona',
  'job.abandoned': () => 'Abandonado después de cinco reintentos',
  'job.abandoned_by_person': (p: Params) =>
    p['reason'] === undefined ? 'Abandonado por una persona' : `Abandonado: «${p['reason']}»`,
  'job.retried_by_person': () => 'Una persona pidió reintentar',
  'job.held_by_person': (p: Params) =>
    p['reason'] === undefined ? 'Una persona lo dejó en espera' : `En espera: «${p['reason']}»`,
  'job.released_by_person': () => 'Una persona lo reanudó',
  'job.undone_by_person': () => 'Una persona deshizo lo anterior',
  'backup.made': () => 'Respaldado',
  'backup.file_written': () => 'Copia escrita en la carpeta de respaldo',
  'backup.verified': () => 'Respaldo verificado',
  'backup.damaged': () => 'Se encontró daño en una copia',
  'export.made': () => 'Exportado',
  'settings.changed': () => 'Ajustes cambiados',
  'environment.left': () => 'Ambiente de prueba terminado',
  'practice.fault_set': () => 'Falla de práctica elegida',
  'practice.clock_advanced': () => 'Reloj de práctica adelantado',
  'app.started': () => 'Resguardo se abrió',
  'app.stopped': () => 'Resguardo se cerró',
  'keys.unlocked': () => 'Llaves abiertas',
  'sending.held': () => 'El SII no contesta: los envíos esperan',
  'sending.released': () => 'El SII volvió a contestar: los envíos siguen',
  'sending.paused': (p: Params) =>
    p['reason'] === undefined ? 'Envíos en pausa' : `Envíos en pausa: «${p['reason']}»`,
  'sending.resumed': () => 'Envíos reanudados',
  'envelope.renewed': () => 'Puesto en un sobre propio, con los mismos bytes firmados',
  'document.undecided': () => 'El SII lleva días sin decidir',
  'backup.repaired': () => 'Copia reparada desde la que estaba buena',
  'snapshot.made': () => 'Copia completa de la base guardada',
  'restore.done': () => 'Datos restaurados desde el respaldo',
  'drill.done': () => 'Simulacro de restauración terminado',
  'archive.made': () => 'Archivo cifrado de respaldo creado',
  'keys.recovery_set': () => 'Frase de recuperación guardada',
  'keys.passphrase_changed': () => 'Frase clave cambiada',
  'keys.renewed': () => 'Llaves nuevas en lugar de las que no se podían abrir',
  'copy.signed': () => 'Copia para el cliente firmada',
  'copy.saved': (p: Params) =>
    p['file'] === undefined
      ? 'Copia para el cliente guardada'
      : `Copia para el cliente guardada: ${p['file']}`,
  'cleanup.enabled': () => 'Limpieza de respaldos antiguos activada',
  'cleanup.disabled': () => 'Limpieza de respaldos antiguos desactivada',
  'cleanup.done': (p: Params) =>
    `Limpieza de respaldos: ${p['documents'] ?? 0} documentos, ${p['files'] ?? 0} archivos`,
  'backup.retired': () =>
    'Pasaron sus seis años: sus archivos salieron de la carpeta de respaldo. El documento sigue en la base',
  'disk.room_again': (p: Params) =>
    `Hubo espacio otra vez en el disco, y todo siguió solo${p['seconds'] === undefined ? '' : ` (faltó durante ${p['seconds']} s)`}`,
  'copy.mail_opened': () => 'Correo al cliente abierto en el programa de correo',
  'mail.queued': (p: Params) => to('Correo al cliente en cola', p),
  'mail.sent': (p: Params) => to('Correo al cliente enviado', p),
  'mail.uncertain': (p: Params) => to('No se sabe si salió el correo al cliente', p),
  'mail.failed': (p: Params) => to('El correo al cliente necesita a una persona', p),
  'mail.retried': (p: Params) => to('Una persona pidió enviar otra vez el correo al cliente', p),
  'mail.given_up': (p: Params) => to('Una persona desistió del correo al cliente', p),
  'mail.taken_back': (p: Params) => to('Una persona se arrepintió de desistir del correo al cliente', p),
  'mail.settled': (p: Params) => to('Una persona confirmó que el correo llegó', p),
  'mail.configured': () => 'Correo configurado',
  'sii.reason_noted': (p: Params) =>
    p['text'] === undefined ? 'Motivo del SII anotado' : `Motivo del SII anotado: «${p['text']}»`,
  'sii.mail_asked': () => 'Se pidió al SII enviar otra vez su correo con el motivo',
  'operator.added': (p: Params) => `Operador agregado: ${p['name'] ?? '…'}`,
  'operator.changed': (p: Params) => `Operador cambiado: ${p['name'] ?? '…'}`,
  'operator.secret_reset': (p: Params) => `Clave de ${p['name'] ?? 'un operador'} cambiada`,
  'operator.secret_changed': () => 'Cambió su clave',
  'operator.secret_recovered': () => 'Clave recuperada con la frase del negocio',
  'operator.deactivated': (p: Params) => `Operador desactivado: ${p['name'] ?? '…'}`,
  'operator.reactivated': (p: Params) => `Operador activado otra vez: ${p['name'] ?? '…'}`,
  'session.on': () => 'El inicio de sesión quedó activo',
  'session.off': () => 'El inicio de sesión quedó inactivo',
  'session.signed_in': () => 'Entró a Resguardo',
  'session.refused': (p: Params) => `Clave incorrecta al entrar como ${p['name'] ?? '…'}`,
  'session.closed': () => 'Bloqueó la pantalla',
  'session.closed_idle': () => 'Pantalla bloqueada por falta de uso',
  'trail.verified': () => 'Bitácora verificada',
  'trail.altered': () => 'Bitácora alterada',
  'trail.exported': () => 'Bitácora exportada',
} as const satisfies Record<AuditAction, (params: Params) => string>;

/** Who did it. Anything else is shown as it is. */
export const actors: Readonly<Record<string, string>> = {
  system: 'Resguardo',
  resguardo: 'Resguardo',
  scheduler: 'Resguardo',
  encargado: 'Encargado',
  usuario: 'Usuario',
  person: 'Tú',
  bandeja: 'Bandeja de entrada',
};
