import type { MailErrorCode, MailState } from '../domain/mail.ts';
import type { ErrorText } from './error-text.ts';

type Failed = (detail: string) => ErrorText;

const words = (detail: string): string => (detail === '' ? '' : ` Dijo: «${detail}»`);

/** Messages to customers: the card of Ajustes, the queue, and what stands in a message. */
export const mail = {
  section: 'Correo',
  text: 'Resguardo envía al cliente el XML firmado y el PDF desde tu propia casilla.',
  practice:
    'En Práctica ningún correo sale de este computador: los mensajes a clientes quedan aquí, para mirarlos.',
  fields: {
    host: 'Servidor de salida (SMTP)',
    hostHint: 'El de tu proveedor, por ejemplo smtp.tuproveedor.cl',
    port: 'Puerto',
    security: 'Seguridad',
    securities: { tls: 'TLS (465)', starttls: 'STARTTLS (587)' },
    securityHint: 'La conexión va siempre cifrada y se comprueba el certificado del servidor.',
    user: 'Usuario',
    userHint: 'Casi siempre es tu dirección completa.',
    password: 'Contraseña',
    passwordKept: 'Guardada; escribe otra solo para cambiarla',
    passwordHint: 'Si tu proveedor usa verificación en dos pasos, crea una «contraseña de aplicación».',
    senderName: 'Nombre del remitente',
    senderAddress: 'Dirección del remitente',
    auto: 'Enviar al cliente apenas el SII acepte el documento',
    autoHint:
      'A la dirección del documento o a la última que usaste con ese cliente. Cuenta desde que lo activas.',
  },
  save: 'Guardar correo',
  saved: 'Correo guardado',
  edit: 'Cambiar',
  cancel: 'Cancelar',
  setUp: 'Configurar correo',
  notSetUp: 'Sin configurar. Mientras tanto, «Enviar por correo» abre tu programa de correo.',
  clear: 'Quitar',
  clearTitle: 'Quitar el correo',
  clearText:
    'Resguardo olvida el servidor y su contraseña, y deja de enviar correos a tus clientes. Para volver a usarlo tendrás que escribirlos de nuevo.',
  cleared: 'Correo quitado de Resguardo',
  test: 'Enviar mensaje de prueba',
  testSent: (to: string) => `Mensaje de prueba enviado a ${to}`,
  testSentText: 'Revisa que haya llegado, también en la carpeta de no deseados.',
  summary: {
    server: 'Servidor',
    sender: 'Remitente',
    auto: 'Envío automático',
    on: 'Activado',
    off: 'Desactivado',
  },
  list: {
    title: 'Últimos mensajes',
    practiceTitle: 'Bandeja de salida de práctica',
    empty: 'Todavía no hay mensajes a clientes.',
    caption: 'Mensajes a clientes',
    document: 'Documento',
    to: 'Para',
    state: 'Estado',
    when: 'Cuándo',
    actions: 'Acciones',
  },
  states: {
    waiting: 'En espera',
    sending: 'Enviando',
    sent: 'Enviado',
    uncertain: 'No se sabe si salió',
    failed: 'Necesita a una persona',
    given_up: 'Desistido',
  } as const satisfies Record<MailState, string>,
  sentPractice: 'Enviado en Práctica',
  sentPracticeText: 'No salió de este computador.',
  uncertainText:
    'La conexión se cortó cuando el mensaje ya iba en camino. Resguardo no lo envía otra vez por su cuenta: pregunta al cliente o mira tu carpeta de enviados.',
  restoredText: 'Se restauró un respaldo: este mensaje pudo haber salido antes. Pregunta al cliente.',
  nextAt: (when: string) => `Se intenta otra vez ${when}.`,
  attempts: (n: string) => (n === '1' ? '1 intento' : `${n} intentos`),
  retry: 'Enviar ahora',
  sendAgain: 'Enviar otra vez',
  markSent: 'Sí llegó',
  giveUp: 'Desistir',
  open: 'Ver mensaje',
  notOpened: 'No hay un programa que abra el mensaje',
  retried: 'Se envía ahora',
  gaveUp: 'Ya no se enviará',
  tookBack: 'El correo sigue como antes',
  marked: 'Anotado como enviado',
  send: {
    title: (document: string) => `Enviar ${document} al cliente`,
    to: 'Correo del cliente',
    toHint: 'Resguardo lo recuerda para la próxima vez.',
    bad: 'Escribe una sola dirección, como cliente@empresa.cl',
    files: 'Van adjuntos el PDF y el XML firmado.',
    practice:
      'Estás en Práctica: el mensaje queda en la bandeja de salida de práctica y no sale de este computador.',
    submit: 'Enviar',
    queued: 'Correo en camino',
    queuedText: (to: string) => `Para ${to}. El avance queda en el documento, en «Cliente».`,
  },
  panel: {
    empty: 'A este cliente todavía no se le ha enviado este documento desde Resguardo.',
  },
  errors: {
    not_set_up: () => ({ what: 'Falta configurar el correo.', youCan: 'Complétalo en Ajustes, Correo.' }),
    no_connection: () => ({
      what: 'No hay conexión con el servidor de correo.',
      youCan: 'Resguardo insiste solo. Revisa internet y el nombre del servidor.',
    }),
    timeout: () => ({
      what: 'El servidor de correo no contestó a tiempo.',
      youCan: 'Resguardo insiste solo. Si se repite, revisa servidor y puerto.',
    }),
    tls_failed: () => ({
      what: 'No se pudo comprobar que el servidor sea quien dice ser.',
      youCan: 'No se envió nada. Revisa el nombre del servidor, el puerto y la seguridad.',
    }),
    login_refused: (detail) => ({
      what: `El servidor rechazó usuario o contraseña.${words(detail)}`,
      youCan: 'Escríbelos otra vez en Ajustes, Correo. Quizás necesitas una «contraseña de aplicación».',
    }),
    recipient_refused: (detail) => ({
      what: `El servidor no acepta la dirección del cliente.${words(detail)}`,
      youCan: 'Confirma la dirección con el cliente y envía el documento otra vez.',
    }),
    sender_refused: (detail) => ({
      what: `El servidor no acepta tu dirección de remitente.${words(detail)}`,
      youCan: 'Usa en Ajustes, Correo, la dirección que te dio tu proveedor.',
    }),
    message_refused: (detail) => ({
      what: `El servidor no aceptó el mensaje.${words(detail)}`,
      youCan: 'Si habla de spam o de tamaño, consulta a tu proveedor de correo.',
    }),
    server_busy: (detail) => ({
      what: `El servidor pide esperar.${words(detail)}`,
      youCan: 'Es común la primera vez que escribes a alguien. Resguardo insiste solo.',
    }),
    connection_cut: () => ({
      what: 'La conexión se cortó con el mensaje en camino.',
      youCan: 'Pregunta al cliente si llegó antes de enviarlo otra vez.',
    }),
    interrupted: () => ({
      what: 'Resguardo se cerró mientras enviaba.',
      youCan: 'Pregunta al cliente si llegó antes de enviarlo otra vez.',
    }),
    restored: () => ({
      what: 'Se restauró un respaldo anterior a este envío.',
      youCan: 'Pregunta al cliente si llegó antes de enviarlo otra vez.',
    }),
    locked: () => ({ what: 'Las llaves están cerradas.', youCan: 'Ábrelas con tu frase clave.' }),
    print_failed: () => ({ what: 'No se pudo hacer el PDF.', youCan: 'Resguardo insiste solo.' }),
    document_damaged: () => ({
      what: 'El documento guardado está dañado.',
      youCan: 'Repáralo en Respaldos y envíalo otra vez.',
    }),
    unknown: (detail) => ({
      what: `El servidor contestó algo que Resguardo no entiende.${words(detail)}`,
      youCan: 'Resguardo insiste solo. Si se repite, consulta a tu proveedor de correo.',
    }),
  } as const satisfies Record<MailErrorCode, Failed>,
  /** Of an address that nobody has, for messages that never leave. */
  practiceSender: 'practica@resguardo.invalid',
  testMessage: {
    subject: 'Mensaje de prueba de Resguardo',
    body: (company: string) =>
      [
        'Este mensaje confirma que Resguardo puede enviar correos desde esta casilla.',
        '',
        'No necesitas contestarlo.',
        '',
        company,
      ].join('\n'),
  },
} as const;
