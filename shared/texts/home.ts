import { formatNumber } from '../format/money.ts';

/** Inicio: whether all is well, and what needs the person. */
export const home = {
  title: 'Inicio',
  issue: 'Emitir documento',
  reassurance: {
    stopped: 'Los envíos están detenidos',
    stoppedText:
      'Recupera la base de datos con el botón de arriba. Después todo sigue solo, y no se envía nada dos veces.',
    first: {
      title: 'Todo listo para tu primer documento',
      text: 'Cuando emitas, aquí verás si llegó al SII y si quedó respaldado.',
    },
    noFolios: {
      title: 'Solo faltan los folios',
      text: 'Carga los CAF que te autorizó el SII y podrás emitir tu primer documento.',
      action: 'Cargar folios',
    },
    good: { title: 'Todo enviado y respaldado', text: 'No tienes nada pendiente.' },
    goodSent: 'Todo enviado al SII',
    goodNotBackedUp: (left: number) =>
      left === 1
        ? 'Falta escribir 1 respaldo, y se hace solo.'
        : `Faltan ${formatNumber(left)} respaldos, y se hacen solos.`,
    kept: (count: number) =>
      count === 1 ? '1 documento en espera' : `${formatNumber(count)} documentos en espera`,
    keptText: 'Alguien lo pidió así. No sale hasta que se reanude en la cola.',
    longHeld: (count: number) =>
      count === 1
        ? '1 documento lleva más de un día en espera'
        : `${formatNumber(count)} documentos llevan más de un día en espera`,
    longHeldText: 'El SII los espera dentro de su plazo. Reanúdalos o abandónalos.',
    checking: (count: number) =>
      count === 1
        ? 'El SII está revisando 1 documento'
        : `El SII está revisando ${formatNumber(count)} documentos`,
    checkingText: 'Ya los tiene. Te avisamos aquí cuando decida.',
    /** `day` is null for today, or `mañana`, `el 28-11-2026`. */
    waiting: (count: number, time: string, day: string | null) =>
      count === 1
        ? `1 documento se enviará solo ${day === null ? '' : `${day} `}a las ${time}`
        : `${formatNumber(count)} documentos se enviarán solos desde ${day === null ? '' : `${day} a `}las ${time}`,
    waitingNow: (count: number) =>
      count === 1 ? '1 documento se está enviando' : `${formatNumber(count)} documentos se están enviando`,
    waitingText: 'No tienes que hacer nada. Puedes seguir emitiendo.',
    held: (count: number) =>
      count === 1
        ? 'El SII no responde: 1 documento espera'
        : `El SII no responde: ${formatNumber(count)} documentos esperan`,
    heldText: 'Le preguntamos cada cierto rato y salen solos apenas vuelva. Puedes seguir emitiendo.',
    offline: (count: number) =>
      count === 1
        ? 'Sin internet: 1 documento espera'
        : `Sin internet: ${formatNumber(count)} documentos esperan`,
    offlineText: 'Salen solos apenas vuelva. Puedes seguir emitiendo.',
    noRoom: (count: number) =>
      count === 1
        ? '1 documento espera para enviarse'
        : `${formatNumber(count)} documentos esperan para enviarse`,
    noRoomText: 'Arriba dice qué falta. Sale solo apenas se pueda; no se perdió nada.',
    paused: 'Los envíos están pausados',
    /** `day` as for `waiting`. */
    pausedText: (count: number, time: string, day: string | null) =>
      `${count === 1 ? '1 documento espera' : `${formatNumber(count)} documentos esperan`} hasta ${
        day === null ? '' : `${day} a `
      }las ${time}, o hasta que los reanudes.`,
    pausedAction: 'Ver la cola',
    uncertain: (count: number) =>
      count === 1 ? '1 documento por confirmar' : `${formatNumber(count)} documentos por confirmar`,
    uncertainText:
      'Se envió pero no recibimos respuesta. Consultaremos al SII antes de reenviar, para no duplicar.',
    person: (count: number) =>
      count === 1 ? '1 documento necesita tu ayuda' : `${formatNumber(count)} documentos necesitan tu ayuda`,
    personText: 'El resto sigue solo. Mira qué pasó y qué puedes hacer.',
    personAction: 'Ver qué hacer',
  },
  cards: {
    today: 'Emitidos hoy',
    todayAmount: (amount: string) => `${amount} en total`,
    accepted: 'Aceptados hoy',
    acceptedOf: (issued: number) => (issued === 1 ? 'de 1 emitido' : `de ${formatNumber(issued)} emitidos`),
    onTheWay: 'En camino',
    onTheWayParts: (received: number, pending: number, uncertain: number) =>
      [
        `${formatNumber(received)} en revisión`,
        `${formatNumber(pending)} por enviar`,
        ...(uncertain > 0 ? [`${formatNumber(uncertain)} por confirmar`] : []),
      ].join(' · '),
    backedUp: 'Respaldados',
    verifiedAt: (when: string) => `Verificados ${when}`,
    notVerified: 'Sin verificar aún',
    of: (total: string) => `de ${total}`,
  },
  attention: {
    title: 'Lo que necesita tu ayuda',
    none: 'Nada necesita tu ayuda',
    held: (who: string) => `Lleva más de un día en espera por ${who}.`,
    heldYouCan: 'Reanúdalo o abandónalo: el SII lo espera dentro de su plazo.',
    noneText: 'Si algo se detiene, aparecerá aquí con lo que puedes hacer.',
    all: 'Ver la cola',
  },
  days: {
    title: 'Últimos 30 días',
    text: 'Documentos emitidos cada día, y qué fue de ellos.',
    caption: 'Documentos por día',
    day: 'Día',
    issued: 'Emitidos',
    accepted: 'Aceptados',
    failed: 'Con problemas',
    onTheWay: 'En camino',
    /** Read by a screen reader and shown when pointing at a bar. */
    bar: (day: string, issued: number, accepted: number) =>
      issued === 0
        ? `${day}: sin documentos`
        : `${day}: ${issued === 1 ? '1 emitido' : `${formatNumber(issued)} emitidos`}, ${accepted === 1 ? '1 aceptado' : `${formatNumber(accepted)} aceptados`}`,
    withFailed: (failed: number) => `${formatNumber(failed)} con problemas`,
    chart: 'Gráfico de documentos por día',
    table: 'Ver como tabla',
    graph: 'Ver como gráfico',
    empty: 'Cuando emitas, aquí verás tus días.',
    total: (issued: string, accepted: string) =>
      `${issued} ${issued === '1' ? 'emitido' : 'emitidos'}, ${accepted} ${accepted === '1' ? 'aceptado' : 'aceptados'}`,
  },
  sii: {
    title: 'El SII estos días',
    text: 'Según nuestros propios intentos.',
    caption: 'El SII, día por día',
    verdicts: {
      none: 'Sin uso',
      up: 'Bien',
      slow: 'Lento',
      unsteady: 'Con cortes',
      down: 'Caído',
    },
    meaning: {
      none: 'ese día no le enviamos nada',
      up: 'contestó todo',
      slow: 'contestó, pero tarde',
      unsteady: 'a veces no contestó',
      down: 'casi no contestó',
    },
    attempts: (attempts: number, unanswered: number) =>
      `${attempts === 1 ? '1 intento' : `${formatNumber(attempts)} intentos`}${unanswered === 0 ? '' : `, ${formatNumber(unanswered)} sin respuesta`}`,
    today: 'Hoy',
  },
  radar: {
    title: 'Lo que vence o se acaba',
    none: 'Nada vence ni se acaba en los próximos 60 días',
    certificate: 'Certificado digital',
    caf: (type: string, from: string, to: string) => `Folios ${from} a ${to} de ${type}`,
    days: (days: number) =>
      days < 0 ? 'vencido' : days === 0 ? 'vence hoy' : days === 1 ? 'vence mañana' : `vence en ${days} días`,
    folios: (type: string) => `Folios de ${type}`,
    low: (days: number) =>
      days < 1 ? 'se acaban hoy' : days === 1 ? 'alcanzan para 1 día' : `alcanzan para ${days} días`,
    out: 'sin folios',
    action: 'Ir a Folios',
  },
  backup: {
    title: 'Respaldo verificado',
    all: (count: string) =>
      count === '1' ? '1 documento, completo' : `${count} documentos, todos completos`,
    none: 'Todavía no hay respaldos que verificar',
    unverified: 'Hay respaldos sin verificar',
    action: 'Ver todos',
  },
  checklist: {
    title: 'Deja todo listo',
    progress: (done: number, of: number) => `${done} de ${of} listos`,
    away: 'Ocultar esta lista',
    back: 'Mostrar lo que falta preparar',
    own: '¿Ya practicaste? Empieza con tu empresa',
    done: 'Listo',
    todo: 'Falta',
    steps: {
      company: { name: 'Tu empresa', text: 'Con sus datos como están en el SII.' },
      certificate: { name: 'Certificado digital vigente', text: 'Con él se firma y se envía.' },
      folios: { name: 'Folios cargados', text: 'Los CAF que el SII te autorizó.' },
      document: { name: 'Tu primer documento', text: 'Emítelo y mira cómo llega al SII.' },
      verified: { name: 'Primer respaldo verificado', text: 'Resguardo lo lee de vuelta y lo compara.' },
      elsewhere: {
        name: 'Una copia fuera de este disco',
        text: 'En otro disco, un pendrive o la red: si este computador falla, no pierdes nada.',
      },
      recovery: {
        name: 'Frase de recuperación',
        text: 'Con ella recuperas certificado y folios en otro computador.',
      },
      tour: { name: 'Recorrido guiado', text: 'Apagamos el SII de práctica y miras qué pasa.' },
    },
    action: {
      company: 'Revisar',
      certificate: 'Cargar',
      folios: 'Cargar',
      document: 'Emitir',
      verified: 'Verificar',
      elsewhere: 'Elegir',
      recovery: 'Crear',
      tour: 'Comenzar',
    },
  },
  recent: { title: 'Últimos documentos', all: 'Ver todos', none: 'Aún no hay documentos' },
  folios: {
    title: 'Folios disponibles',
    left: (count: string) => (count === '1' ? '1 folio' : `${count} folios`),
    low: 'quedan pocos',
    out: 'sin folios',
    none: 'Carga un CAF en Folios para emitir.',
  },
  certificate: {
    title: 'Certificado digital',
    validTo: (date: string) => `Vigente hasta el ${date}`,
    days: (days: string) => (days === '1' ? 'Queda 1 día' : `Quedan ${days} días`),
    soon: 'Renuévalo pronto para no detener los envíos.',
    expired: 'Vencido: renuévalo y cárgalo en Folios.',
    missing: 'No hay certificado cargado.',
    manage: 'Administrar',
  },
} as const;
