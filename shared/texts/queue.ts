/** Cola de envíos: what is on its way, what failed, and what the person can do. */
export const queue = {
  title: 'Cola de envíos',
  lead: 'Los envíos se hacen y se reintentan solos. Aquí ves cuándo, y qué necesita tu ayuda.',
  caption: 'Cola de envíos',
  tabs: {
    person: 'Requieren acción',
    waiting: 'Reintentando',
    uncertain: 'Por confirmar',
    fresh: 'Por enviar',
    abandoned: 'Abandonados',
    done: 'Listos',
  },
  columns: { attempt: 'Intento', error: 'Último error', next: 'Próximo intento', age: 'Antigüedad' },
  attemptOf: (done: number, total: number) => `${done} de ${total}`,
  firstAttempt: 'Primer envío',
  noError: 'Sin errores',
  sending: 'enviando ahora',
  nothingNext: 'No se intentará solo',
  nextHint: {
    person: 'Espera que tú decidas',
    abandoned: 'No se intentará más',
    done: 'No hace falta',
  },
  actions: {
    retry: 'Reintentar ahora',
    ask: 'Consultar al SII',
    abandon: 'Abandonar',
    more: (document: string) => `Más acciones para ${document}`,
    details: 'Ver detalle',
  },
  uncertainExplained:
    'Se envió pero no recibimos respuesta. Consultaremos al SII antes de reenviar para no duplicar.',
  whyNoRetry: 'En este estado no se puede reintentar.',
  bulk: {
    retry: (count: number) => `Reintentar ${count}`,
    abandon: (count: number) => `Abandonar ${count}`,
    label: 'Acciones con lo seleccionado',
  },
  report: {
    retried: (count: number) =>
      count === 1 ? '1 documento se está intentando ahora' : `${count} documentos se están intentando ahora`,
    asked: (count: number) =>
      count === 1 ? 'Consultaremos al SII por 1 documento' : `Consultaremos al SII por ${count} documentos`,
    abandoned: (count: number) =>
      count === 1 ? '1 documento abandonado' : `${count} documentos abandonados`,
    none: 'No se hizo ningún cambio',
    skipped: (count: number) => (count === 1 ? '1 no se pudo:' : `${count} no se pudieron:`),
    why: {
      in_flight: 'hay un intento en curso',
      wrong_state: 'cambió de estado',
      not_found: 'ya no está en la cola',
      already_received: 'el SII ya lo tiene',
    },
    line: (document: string, why: string) => `${document}: ${why}`,
  },
  abandon: {
    title: (count: number) => (count === 1 ? 'Abandonar este envío' : `Abandonar ${count} envíos`),
    text: 'No se borra nada: el documento, su XML y su historial se conservan. Solo dejamos de enviarlo, y puedes reintentarlo cuando quieras.',
    folio: 'Si el SII no lo recibió, su folio queda sin informar: puede que tengas que anularlo en el SII.',
    reason: '¿Por qué lo abandonas?',
    placeholder: 'Ejemplo: se emitió otra factura con los datos correctos',
    short: 'Escribe al menos 3 letras.',
    confirm: 'Abandonar',
  },
  detail: {
    whatNow: '¿Qué hago?',
    what: 'Qué pasó',
    weDo: 'Qué hacemos',
    youCan: 'Qué puedes hacer',
    noError: 'No hay errores en este envío.',
    reason: 'Motivo del abandono',
    state: 'Estado del envío',
    retries: 'Reintentos',
    retriesOf: (done: number, total: number) => `${done} de ${total}`,
    firstFailed: 'Falla desde',
  },
  empty: {
    person: {
      title: 'Nada requiere tu ayuda',
      text: 'Si el SII rechaza algo o falta una decisión tuya, aparecerá aquí.',
    },
    waiting: {
      title: 'No hay reintentos pendientes',
      text: 'Lo que falle por conexión o por el SII se reintentará solo, y lo verás aquí.',
    },
    uncertain: { title: 'Nada por confirmar', text: 'Todos los envíos tuvieron respuesta.' },
    fresh: { title: 'No hay envíos pendientes', text: 'Todo lo que emitiste ya salió hacia el SII.' },
    abandoned: { title: 'Nada abandonado', text: 'Lo que decidas no enviar quedará aquí, sin borrarse.' },
    done: {
      title: 'Aún no hay envíos listos',
      text: 'Cuando el SII reciba un documento, pasará a esta lista.',
    },
  },
} as const;
