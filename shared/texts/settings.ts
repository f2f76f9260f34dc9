import type { PracticeFaultKind, PracticeState } from '../domain/practice.ts';

/** Each fault of the practice SII: its name, and what will be seen. */
const faults = {
  none: { name: 'Sin fallas', text: 'El SII de práctica funciona bien.' },
  down: {
    name: 'Caído',
    text: 'No acepta conexiones, como cuando no hay internet. El documento no sale y se reintenta solo.',
  },
  silent: { name: 'Mudo', text: 'Acepta el envío y nunca contesta. El documento queda por confirmar.' },
  slow: { name: 'Lento', text: 'Contesta con demora, pero contesta.' },
  reset_after_body: {
    name: 'Corte al final',
    text: 'Corta la conexión justo después de recibir. El documento queda por confirmar.',
  },
  http_503: {
    name: 'Saturado',
    text: 'Dice que está ocupado y cuánto esperar. Se reintenta cuando lo pide.',
  },
  html_page: { name: 'Página de mantención', text: 'Contesta con una página web en vez de una respuesta.' },
  empty: { name: 'Respuesta vacía', text: 'Contesta, pero sin decir nada.' },
  status_n: {
    name: 'Código de recepción',
    text: 'Contesta con un STATUS que tú eliges, por ejemplo 6 (empresa no autorizada).',
  },
  token_expired: { name: 'Sesión vencida', text: 'Dice que nuestra sesión venció. Pedimos otra y seguimos.' },
  schema_rejection: {
    name: 'Rechazo por esquema',
    text: 'Dice que el documento no tiene la forma correcta. Requiere tu acción.',
  },
  rejection_after_epr: {
    name: 'Rechazo en la revisión',
    text: 'Recibe el documento y al revisarlo lo rechaza, con un código.',
  },
  objections_after_epr: {
    name: 'Reparos en la revisión',
    text: 'Recibe el documento y lo acepta con reparos, con un código.',
  },
  lost_answer: {
    name: 'Respuesta perdida',
    text: 'Recibe y guarda el documento, pero la respuesta se pierde. Al consultarle, dirá que lo tiene.',
  },
} as const satisfies Record<PracticeFaultKind, { name: string; text: string }>;

/** What the practice SII did with a document. */
const practiceStates = {
  processing: 'En revisión',
  accepted: 'Aceptado',
  objected: 'Con reparos',
  rejected: 'Rechazado',
} as const satisfies Record<PracticeState, string>;

/** Ajustes: company, certificate, CAFs, vault, looks; and the practice SII. */
export const settings = {
  title: 'Ajustes',
  sections: {
    label: 'Secciones de Ajustes',
    company: 'Empresa',
    vault: 'Carpeta de respaldo',
    mail: 'Correo',
    keys: 'Llaves',
    inbox: 'Bandeja de entrada',
    presence: 'Este computador',
    operators: 'Operadores',
    looks: 'Apariencia',
    practice: 'SII de práctica',
  },
  company: {
    text: 'Estos datos van en cada documento que emites.',
    rutFixed: 'El RUT no se puede cambiar.',
    save: 'Guardar empresa',
    saved: 'Datos de la empresa guardados',
    resolution: 'Resolución',
  },
  certificate: {
    title: 'Certificado digital',
    text: 'Con él se firma cada documento y se entra al SII.',
    holder: 'A nombre de',
    rut: 'RUT del titular',
    validity: 'Vigencia',
    from: (from: string, to: string) => `Del ${from} al ${to}`,
    fingerprint: 'Huella',
    replace: 'Cambiar certificado',
    load: 'Cargar certificado',
    file: 'Archivo del certificado (.pfx o .p12)',
    password: 'Clave del certificado',
    submit: 'Cargar',
    saved: 'Certificado cargado',
    missing: 'No hay certificado cargado. Sin él no se puede firmar ni enviar.',
    valid: 'Vigente',
    soon: 'Vence pronto',
    expired: 'Vencido',
  },
  vault: {
    text: 'Además de la base de datos, cada documento se guarda como archivo en esta carpeta apenas se firma.',
    folder: 'Carpeta',
    choose: 'Elegir otra carpeta',
    open: 'Abrir carpeta',
    writable: 'Se puede escribir',
    notWritable: 'No se puede escribir aquí. Las copias esperan.',
    free: 'Espacio libre',
    saved: 'Carpeta de respaldo cambiada',
  },
  looks: {
    text: 'Elige cómo se ve Resguardo en este computador.',
    scheme: 'Apariencia',
  },
  moveOn: {
    from: {
      practice: {
        title: '¿Ya practicaste?',
        text: 'Cuando quieras, empieza con tu empresa. Lo que hiciste en Práctica queda guardado aparte.',
        action: 'Empezar con mi empresa…',
        question: '¿Empezar con tu empresa?',
        stay: 'Seguir en Práctica',
        confirm: 'Empezar con mi empresa',
      },
      certification: {
        title: '¿El SII ya autorizó a tu empresa?',
        text: 'Pasa a Producción cuando quieras. Lo que hiciste en Certificación queda guardado aparte.',
        action: 'Pasar a Producción…',
        question: '¿Pasar a Producción?',
        stay: 'Seguir en Certificación',
        confirm: 'Empezar de nuevo',
      },
    },
    points: [
      'Resguardo se abre de nuevo y te pide los datos de tu empresa, tu certificado y tus folios.',
      'Los documentos de prueba quedan en su carpeta de respaldos y en la de Resguardo: no se borran ni se mezclan con los de verdad.',
      'Los respaldos siguientes empiezan en una carpeta propia, que puedes cambiar.',
    ],
  },
  practice: {
    text: 'Un SII de mentira dentro de tu computador. Haz que falle y mira cómo Resguardo se las arregla.',
    current: (name: string) => `Ahora: ${name}`,
    fault: 'Falla',
    delay: 'Demora (segundos)',
    status: 'STATUS que contesta',
    wait: 'Segundos de espera que pide',
    rejection: 'Código',
    rejectionHint: 'Ejemplo: DTE-3-505',
    rejectionBad: 'Tres letras y dos números, como DTE-3-505.',
    detail: 'Qué objeta',
    detailHint: 'Ejemplo: GiroRecep muy largo',
    times: 'Cuántas veces',
    timesHint: 'sin límite',
    apply: 'Aplicar falla',
    clear: 'Quitar falla',
    applied: (name: string) => `Falla aplicada: ${name}`,
    cleared: 'El SII de práctica funciona sin fallas',
    processing: 'Cuánto demora en revisar (segundos)',
    processingSave: 'Guardar demora',
    processingSaved: 'Demora guardada',
    clock: 'Adelantar el reloj',
    clockText: 'Los reintentos se hacen a 1, 2, 4, 8 y 16 horas. Aquí no hace falta esperar.',
    clockAhead: (span: string) => `Va ${span} adelante de tu computador.`,
    clockLevel: 'Va a la par de tu computador.',
    advance: (hours: number) => `+${hours} h`,
    advanceLabel: (hours: number) =>
      hours === 1 ? '+1 h, adelantar una hora' : `+${hours} h, adelantar ${hours} horas`,
    advanced: (hours: number) =>
      hours === 1 ? 'Reloj adelantado 1 hora' : `Reloj adelantado ${hours} horas`,
    received: 'Lo que recibió el SII de práctica',
    receivedText: 'Un documento bien cuidado se recibe una sola vez.',
    receivedEmpty: 'Todavía no ha recibido documentos.',
    receivedDocument: 'Documento',
    receivedTrackId: 'Identificador',
    receivedUploads: 'Veces recibido',
    receivedState: 'Estado',
    receivedReason: 'Motivo',
  },
  faults,
  practiceStates,
} as const;
