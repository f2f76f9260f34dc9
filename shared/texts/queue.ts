import { formatNumber } from '../format/money.ts';

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
    done: 'Enviados hoy',
  },
  columns: { error: 'Qué pasó', next: 'Próximo intento' },
  attemptOf: (done: number, total: number) => `reintento ${done} de ${total}`,
  firstAttempt: 'primer envío',
  noError: 'Sin errores',
  sendingNow: 'enviando ahora',
  nothingNext: 'No se intentará solo',
  /** What it waits for where its own time is not what counts. */
  holdups: {
    held: 'Cuando se reanude',
    heldBy: (who: string) => `en espera por ${who}`,
    pause: 'Cuando termine la pausa',
    pauseEnd: (time: string, day: string | null) => `hasta ${day === null ? '' : `${day} a `}las ${time}`,
    network: 'Cuando vuelva internet',
    sii: 'Apenas responda el SII',
    room: 'Apenas se pueda',
    roomWhy: 'el aviso de arriba dice qué falta',
  },
  nextHint: {
    person: 'Espera que tú decidas',
    abandoned: 'No se intentará más',
    done: 'No hace falta',
  },
  actions: {
    retry: 'Reintentar ahora',
    ask: 'Consultar al SII',
    abandon: 'Abandonar',
    retryUnchanged: 'Reintentar sin cambios',
    correct: 'Corregir y emitir de nuevo',
    correctShort: 'Corregir',
    more: (document: string) => `Más acciones para ${document}`,
    details: 'Ver detalle',
    hold: 'Dejar en espera',
    release: 'Reanudar',
  },
  deadline: {
    until: (time: string, day: string | null) => `plazo ${day === null ? '' : `${day} `}${time}`,
    late: 'plazo vencido',
    why: 'El SII pide recibir cada boleta dentro de una hora desde que se emite. Si no había internet, la hora corre desde que vuelve.',
  },
  uncertainExplained:
    'Se envió pero no recibimos respuesta. Consultaremos al SII antes de reenviar para no duplicar.',
  causes: {
    toggle: 'Agrupar por causa',
    label: 'Causas',
    open: (count: string, n: number) => (n === 1 ? 'Ver el documento' : `Ver los ${count}`),
    correct: 'Ver qué corregir',
    retry: (count: string, n: number) => (n === 1 ? 'Reintentar este' : `Reintentar estos ${count}`),
    ask: (count: string, n: number) => (n === 1 ? 'Consultar por este' : `Consultar por estos ${count}`),
    only: (what: string) => `Solo: ${what}`,
    remove: 'Ver todas las causas',
  },
  bulk: {
    allMatching: (count: string) => `Seleccionar los ${count} que coinciden`,
    allSelected: (count: string) => `Los ${count} que coinciden están seleccionados`,
    retryAll: 'Reintentar todos',
    askAll: 'Consultar por todos',
    abandonAll: 'Abandonar todos',
    ask: (count: number) => `Consultar por ${formatNumber(count)}`,
    retry: (count: number) => `Reintentar ${formatNumber(count)}`,
    abandon: (count: number) => `Abandonar ${formatNumber(count)}`,
    hold: (count: number) => `Dejar en espera ${formatNumber(count)}`,
    release: (count: number) => `Reanudar ${formatNumber(count)}`,
    label: 'Acciones con lo seleccionado',
  },
  report: {
    retried: (count: number) =>
      count === 1
        ? '1 documento se está intentando ahora'
        : `${formatNumber(count)} documentos se están intentando ahora`,
    retriedPaused: (count: number) =>
      count === 1
        ? '1 documento saldrá cuando termine la pausa'
        : `${formatNumber(count)} documentos saldrán cuando termine la pausa`,
    asked: (count: number) =>
      count === 1
        ? 'Consultaremos al SII por 1 documento'
        : `Consultaremos al SII por ${formatNumber(count)} documentos`,
    abandoned: (count: number) =>
      count === 1 ? '1 documento abandonado' : `${formatNumber(count)} documentos abandonados`,
    held: (count: number) =>
      count === 1 ? '1 documento en espera' : `${formatNumber(count)} documentos en espera`,
    released: (count: number) =>
      count === 1 ? '1 documento sigue su camino' : `${formatNumber(count)} documentos siguen su camino`,
    none: 'No se hizo ningún cambio',
    but: (done: string, left: number) => `${done}, ${formatNumber(left)} no`,
    see: (left: number) => (left === 1 ? 'Ver cuál' : 'Ver cuáles'),
    leftTitle: (count: number) =>
      count === 1
        ? '1 documento quedó como estaba'
        : `${formatNumber(count)} documentos quedaron como estaban`,
    leftText: 'No se perdió nada: cada uno sigue su camino como antes.',
    reason: 'Por qué',
    why: {
      in_flight: 'Hay un intento en curso',
      already_due: 'Ya le toca el turno',
      held: 'Está en espera: reanúdalo primero',
      wrong_state: 'Cambió de estado',
      not_found: 'Ya no está en la cola',
      already_received: 'El SII ya lo tiene',
    },
  },
  abandon: {
    title: (count: number) =>
      count === 1 ? 'Abandonar este envío' : `Abandonar ${formatNumber(count)} envíos`,
    text: 'No se borra nada: el documento, su XML y su historial se conservan. Solo dejamos de enviarlo, y puedes reintentarlo cuando quieras.',
    folio: 'Si el SII no lo recibió, su folio queda sin informar: puede que tengas que anularlo en el SII.',
    reason: '¿Por qué lo abandonas?',
    placeholder: 'Ejemplo: se emitió otra factura con los datos correctos',
    short: 'Escribe al menos 3 letras.',
    confirm: 'Abandonar',
  },
  hold: {
    pill: (who: string) => `En espera por ${who}`,
    title: (count: number) =>
      count === 1 ? 'Dejar en espera este envío' : `Dejar en espera ${formatNumber(count)} envíos`,
    text: 'No se envía ni se consulta hasta que alguien lo reanude. Los demás documentos siguen su camino.',
    deadline:
      'El SII espera cada documento dentro de su plazo: después de un día en espera, Inicio te lo recuerda.',
    reason: '¿Por qué? (opcional)',
    placeholder: 'Ejemplo: el cliente está revisando el monto',
    confirm: 'Dejar en espera',
  },
  detail: {
    deadline: 'Plazo para enviarla',
    whatNow: '¿Qué hago?',
    what: 'Qué pasó',
    weDo: 'Qué hacemos',
    youCan: 'Qué puedes hacer',
    noError: 'No hay errores en este envío.',
    answered: 'Qué contestó el SII',
    technical: (code: string) => `Código para soporte: ${code}`,
    reason: 'Motivo del abandono',
    heldBy: 'En espera por',
    heldSince: (who: string, since: string) => `${who}, desde ${since}`,
    heldReason: 'Motivo de la espera',
    state: 'Estado del envío',
    retries: 'Reintentos',
    retriesOf: (done: number, total: number) => `${done} de ${total}`,
    firstFailed: 'Falla desde',
  },
  /** What is done and what can be done, where the state of the sending says more than the error. */
  situations: {
    abandonedByPerson: 'Dejamos de intentarlo, como pediste. No se borra nada.',
    abandonedByProgram: 'Lo intentamos cinco veces más y dejamos de insistir. No se borra nada.',
    abandonedYouCan:
      'Reintentarlo cuando quieras: sale el mismo archivo. Si no lo vas a enviar, puede que tengas que anular su folio en el SII.',
    abandonedUncertainYouCan:
      'Consultarle al SII cuando quieras: puede que lo tenga. No lo emitas otra vez sin saberlo.',
    person: 'Lo dejamos en espera hasta que tú decidas.',
    success: 'El SII lo tiene. No le falta nada.',
    successYouCan: 'Nada.',
    held: (who: string) => `${who} lo dejó en espera.`,
    heldWeDo: 'No lo enviamos ni preguntamos por él hasta que alguien lo reanude.',
    heldYouCan: 'Reanudarlo, y sigue desde donde estaba, o abandonarlo. Cuida el plazo del SII.',
    heldUncertainYouCan:
      'Reanudarlo: le preguntamos al SII antes de reenviar. No lo emitas otra vez sin saberlo.',
    paused: 'Los envíos están pausados: seguirá cuando se reanuden.',
    waiting: 'El SII no responde. Le preguntamos cada cierto rato y seguimos solos apenas vuelva.',
  },
  sending: {
    waitingTitle: 'El SII no está respondiendo',
    waitingText: (failures: number) =>
      failures === 1
        ? 'Dejamos de insistir para no gastar intentos: tus documentos esperan y salen solos apenas vuelva.'
        : `${formatNumber(failures)} envíos seguidos fallaron. Dejamos de insistir: tus documentos esperan y salen solos apenas vuelva.`,
    nextProbe: (when: string) => `Le preguntamos de nuevo en ${when}.`,
    probingNow: 'Le estamos preguntando ahora.',
    probe: 'Probar ahora',
    probeFailed: 'El SII sigue sin responder',
    probeFailedText: 'Volveremos a preguntarle solos.',
    probeGood: 'El SII volvió a responder',
    probeGoodText: 'Los envíos siguen solos.',
    tryingTitle: 'El SII volvió a responder',
    tryingText: 'Sale primero un documento. Si llega bien, siguen todos los demás.',
    pausedTitle: (time: string, day: string | null) =>
      `Envíos pausados hasta ${day === null ? '' : `${day} a `}las ${time}`,
    pausedText: (reason: string) => `Motivo: ${reason}`,
    resume: 'Reanudar envíos',
    resumed: 'Envíos reanudados',
    pause: 'Pausar envíos',
    pausedDone: 'Envíos pausados',
    pauseModal: {
      title: 'Pausar los envíos',
      text: 'Puedes seguir emitiendo: los documentos quedan firmados y en espera. Mientras dure la pausa no se envía ni se consulta nada.',
      reason: '¿Por qué?',
      placeholder: 'Ejemplo: cambio de internet en el local',
      short: 'Escribe al menos 3 letras.',
      until: '¿Hasta cuándo?',
      times: {
        hour: 'Una hora',
        tomorrow: 'Hasta mañana a las 8:00',
        week: 'Hasta que yo la reanude (7 días como máximo)',
      },
      confirm: 'Pausar',
    },
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
      title: 'Aún no hay envíos hoy',
      text: 'Lo que el SII reciba hoy aparecerá en esta lista.',
    },
  },
} as const;
