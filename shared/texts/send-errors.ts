import type { SendErrorCode } from '../domain/send-errors.ts';

/** What went wrong with a sending, in three short sentences: what happened, what we do, what you can do. */
export interface SendErrorText {
  readonly what: string;
  readonly weDo: string;
  readonly youCan: string;
}

const RETRIES = 'Reintentaremos solos: a 1, 2, 4, 8 y 16 horas.';
const NOTHING = 'Nada por ahora. Si tienes apuro, puedes reintentar tú.';
const WAITS = 'Lo dejamos en espera: mandarlo igual daría el mismo resultado.';

/** By SendErrorCode. */
export const sendErrors = {
  no_connection: {
    what: 'No hay conexión con el SII.',
    weDo: `El documento no salió. ${RETRIES}`,
    youCan: 'Revisa tu internet. Puedes seguir emitiendo sin conexión.',
  },
  no_answer: {
    what: 'El SII no contestó a tiempo.',
    weDo: 'Consultaremos si lo recibió antes de reenviar, para no duplicar.',
    youCan: NOTHING,
  },
  connection_cut: {
    what: 'La conexión se cortó a mitad del envío.',
    weDo: 'Consultaremos si lo recibió antes de reenviar, para no duplicar.',
    youCan: 'Revisa tu internet si pasa seguido.',
  },
  tls_failed: {
    what: 'No pudimos comprobar que al otro lado está el SII.',
    weDo: `No enviamos nada. ${RETRIES}`,
    youCan: 'Revisa la fecha del computador y si tu antivirus o red intercepta las conexiones.',
  },
  tls_expired: {
    what: 'Según la fecha de este computador, el certificado del sitio del SII no está vigente.',
    weDo: `No enviamos nada. ${RETRIES}`,
    youCan: 'Revisa que el computador tenga la fecha y la hora correctas.',
  },
  tls_wrong_name: {
    what: 'El sitio que contestó no es el del SII: su certificado tiene otro nombre.',
    weDo: `No enviamos nada. ${RETRIES}`,
    youCan: 'Prueba con otra red. Si estás en una red pública, ábrela primero en tu navegador.',
  },
  tls_untrusted: {
    what: 'No pudimos comprobar que al otro lado está el SII: nadie conocido respalda su certificado.',
    weDo: `No enviamos nada. ${RETRIES}`,
    youCan:
      'Puede ser tu antivirus o la red de tu oficina, que revisa las conexiones. Pregunta a quien la administra.',
  },
  proxy_refused: {
    what: 'El proxy de tu red no dejó pasar la conexión al SII.',
    weDo: `El documento no salió. ${RETRIES}`,
    youCan: 'Pide a quien administra tu red que permita las direcciones del SII sin clave.',
  },
  sii_unavailable: {
    what: 'El SII no está atendiendo en este momento.',
    weDo: RETRIES,
    youCan: NOTHING,
  },
  sii_busy: {
    what: 'El SII está con mucha demanda y pidió esperar.',
    weDo: 'Esperaremos el tiempo que pidió y reintentaremos solos.',
    youCan: NOTHING,
  },
  html_answer: {
    what: 'El SII contestó con una página web, no con una respuesta.',
    weDo: `Suele ser una mantención. ${RETRIES}`,
    youCan: NOTHING,
  },
  empty_answer: {
    what: 'El SII contestó sin decir nada.',
    weDo: 'Consultaremos si lo recibió antes de reenviar, para no duplicar.',
    youCan: NOTHING,
  },
  unreadable_answer: {
    what: 'La respuesta del SII llegó incompleta o no se entiende.',
    weDo: 'La guardamos tal como llegó y consultaremos antes de reenviar.',
    youCan: 'Mírala en Intentos, o envíala a soporte.',
  },
  sii_internal: {
    what: 'El SII tuvo un error interno.',
    weDo: RETRIES,
    youCan: NOTHING,
  },
  not_permitted: {
    what: 'El certificado no tiene permiso para enviar por esta empresa.',
    weDo: WAITS,
    youCan: 'Autoriza al dueño del certificado en el sitio del SII y reintenta.',
  },
  bad_size: {
    what: 'El SII dice que el tamaño del archivo no corresponde.',
    weDo: WAITS,
    youCan: 'Reintenta una vez. Si se repite, avisa a soporte.',
  },
  truncated: {
    what: 'El archivo llegó cortado al SII.',
    weDo: RETRIES,
    youCan: 'Revisa tu internet si pasa seguido.',
  },
  not_authenticated: {
    what: 'El SII no reconoció nuestra sesión.',
    weDo: `Pedimos una nueva y tampoco la aceptó. ${RETRIES}`,
    youCan: 'Si se repite, revisa que el certificado siga vigente en el SII.',
  },
  bad_schema: {
    what: 'El SII dice que el documento no tiene la forma correcta.',
    weDo: WAITS,
    youCan: 'Corrige el dato que objetó y emítelo de nuevo. Si reintentas sin cambios, contestará lo mismo.',
  },
  bad_signature: {
    what: 'El SII no aceptó la firma del documento.',
    weDo: WAITS,
    youCan: 'Revisa en Folios y certificado que el certificado esté vigente y habilitado.',
  },
  already_received: {
    what: 'El SII ya tenía este documento.',
    weDo: 'Consultamos su estado en vez de reenviarlo.',
    youCan: 'Nada: no quedó duplicado.',
  },
  auth_unavailable: {
    what: 'El SII no nos dejó entrar: su servicio de ingreso no responde.',
    weDo: `El documento no salió. ${RETRIES}`,
    youCan: NOTHING,
  },
  certificate_refused: {
    what: 'El SII no aceptó el certificado digital.',
    weDo: WAITS,
    youCan: 'Revisa que no esté vencido ni revocado, y cárgalo otra vez en Folios y certificado.',
  },
  envelope_rejected: {
    what: 'El SII rechazó el envío completo.',
    weDo: WAITS,
    youCan: 'Corrige lo que dice el motivo y emítelo de nuevo. El documento no llegó a revisarse.',
  },
  document_rejected: {
    what: 'El SII rechazó el documento.',
    weDo: 'Queda guardado, con la respuesta del SII.',
    youCan: 'Corrige lo que dice el motivo y emite otro. Para el SII este no existe.',
  },
  data_differ: {
    what: 'El SII tiene un documento con este folio y otros datos.',
    weDo: 'No reenviamos nada, para no empeorarlo.',
    youCan: 'Compara el documento en el sitio del SII y avisa a tu contador.',
  },
  folio_not_authorised: {
    what: 'El SII dice que este folio no está autorizado.',
    weDo: WAITS,
    youCan: 'Revisa en el SII el CAF de este tipo y su rango.',
  },
  folio_annulled: {
    what: 'El SII dice que este folio fue anulado.',
    weDo: WAITS,
    youCan: 'Emite el documento con otro folio y abandona este envío.',
  },
  company_not_authorised: {
    what: 'La empresa no está autorizada a emitir este documento.',
    weDo: WAITS,
    youCan: 'Habilítala en el sitio del SII, en Factura electrónica, y reintenta.',
  },
  not_received_yet: {
    what: 'El SII todavía no muestra este documento.',
    weDo: 'Volveremos a consultar antes de reenviar.',
    youCan: 'Nada por ahora. A veces demora unas horas.',
  },
  not_received: {
    what: 'El SII confirma que no lo recibió.',
    weDo: 'Reenviaremos exactamente el mismo archivo.',
    youCan: NOTHING,
  },
  interrupted: {
    what: 'Resguardo se cerró durante el envío.',
    weDo: 'Consultaremos si el SII lo recibió antes de reenviar.',
    youCan: NOTHING,
  },
  keys_locked: {
    what: 'Las llaves estaban cerradas al momento de enviar.',
    weDo: 'Esperamos a que las abras.',
    youCan: 'Escribe tu frase clave arriba y seguirá solo.',
  },
  certificate_missing: {
    what: 'Falta el certificado digital para enviar.',
    weDo: 'Esperamos a que lo cargues.',
    youCan: 'Cárgalo en Folios y certificado y seguirá solo.',
  },
  waiting_for_reference: {
    what: 'El documento que corrige o anula todavía no está aceptado.',
    weDo: 'Lo enviaremos apenas el SII acepte el otro.',
    youCan: 'Nada por ahora. Si el otro documento tiene un problema, resuélvelo primero.',
  },
  reference_failed: {
    what: 'El documento que corrige o anula no llegó a existir para el SII.',
    weDo: WAITS,
    youCan: 'Revisa el otro documento: si fue rechazado o abandonado, esta nota ya no corresponde.',
  },
  never_decided: {
    what: 'El SII lo recibió hace días y no ha dicho si lo acepta.',
    weDo: 'Seguimos consultando una vez al día. No lo reenviamos, para no duplicar.',
    youCan: 'Busca el identificador de envío en el sitio del SII, o pregunta en su mesa de ayuda.',
  },
  bytes_damaged: {
    what: 'El archivo guardado de este documento está dañado en este computador.',
    weDo: 'No enviamos nada: el SII lo rechazaría.',
    youCan: 'Verifica tus respaldos en la pantalla Respaldos, y luego reintenta.',
  },
} as const satisfies Record<SendErrorCode, SendErrorText>;
