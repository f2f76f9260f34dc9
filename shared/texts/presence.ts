import { formatNumber } from '../format/money.ts';

/** Resguardo on the desktop besides its window: tray, notices of the system, start with the system. */
export const presence = {
  tray: {
    good: 'Todo enviado',
    pending: (count: number) =>
      count === 1 ? '1 documento por enviar' : `${formatNumber(count)} documentos por enviar`,
    person: (count: number) =>
      count === 1 ? '1 documento necesita tu ayuda' : `${formatNumber(count)} documentos necesitan tu ayuda`,
    vault: 'Las copias no llegan a tu carpeta de respaldo',
    siiAway: 'El SII no responde: los envíos esperan',
    offline: 'Sin internet: los envíos esperan',
    paused: (time: string, day: string | null) =>
      `Envíos pausados hasta ${day === null ? '' : `${day} a `}las ${time}`,
    next: (when: string) => `Próximo intento: ${when}`,
    now: 'ahora',
    open: 'Abrir Resguardo',
    attend: 'Ver qué necesita tu ayuda',
    pause: 'Pausar envíos por 1 hora',
    pauseReason: 'Pausado desde el icono del sistema',
    resume: 'Reanudar envíos',
    backup: 'Respaldar ahora',
    backedUp: 'Respaldo listo',
    quit: 'Salir',
    quitBusy: (count: number) =>
      count === 1
        ? 'Salir (1 envío en curso: se retomará al abrir)'
        : `Salir (${formatNumber(count)} envíos en curso: se retomarán al abrir)`,
  },
  closing: {
    title: 'Resguardo sigue trabajando',
    message: 'Cerraste la ventana, pero los envíos y los respaldos siguen.',
    detail:
      'Encuentras Resguardo en el icono junto al reloj. Puedes cambiarlo en Ajustes, en «Este computador».',
    stay: 'Entendido',
    quit: 'Salir de Resguardo',
  },
  notices: {
    person: (count: number) =>
      count === 1 ? '1 documento necesita tu ayuda' : `${formatNumber(count)} documentos necesitan tu ayuda`,
    personText: 'El resto sigue solo. Haz clic para ver qué pasó y qué puedes hacer.',
    abandoned: (count: number) =>
      count === 1 ? '1 envío quedó abandonado' : `${formatNumber(count)} envíos quedaron abandonados`,
    abandonedText: 'No se pierden: puedes reintentarlos cuando quieras.',
    backup: 'Los respaldos no llegan a su carpeta',
    backupText: 'Tus documentos siguen en la base de datos. Haz clic para ver cómo arreglarlo.',
    certificate: (days: number) =>
      days === 1 ? 'Tu certificado vence mañana' : `Tu certificado vence en ${days} días`,
    certificateEnded: 'Tu certificado venció',
    certificateText:
      'Sin certificado no se puede firmar ni enviar. Renuévalo y cárgalo en Folios y certificado.',
    folios: (types: string) => `Quedan pocos folios: ${types}`,
    foliosText: 'Pide más en el sitio del SII y carga el CAF en Folios y certificado.',
    good: (count: number) =>
      count === 1 ? 'El SII aceptó 1 documento' : `El SII aceptó ${formatNumber(count)} documentos`,
    goodText: 'Ya están aceptados y respaldados.',
  },
  settings: {
    section: 'Este computador',
    text: 'Cómo se comporta Resguardo fuera de su ventana.',
    closeToTray: 'Al cerrar la ventana, seguir enviando en segundo plano',
    closeToTrayHint: 'Lo encuentras en el icono junto al reloj.',
    noTray:
      'Este escritorio no tiene dónde mostrar el icono: al cerrar la ventana Resguardo termina lo que está enviando y se cierra.',
    startWithSystem: 'Abrir Resguardo al encender el computador',
    startHint: 'Parte en segundo plano, sin ventana.',
    noStart: 'Disponible cuando Resguardo está instalado.',
    notices: 'Avisos del sistema',
    noticeTrouble: 'Cuando algo necesita tu ayuda o falla un respaldo',
    noticeTroubleHint: 'También antes de que venza tu certificado o se acaben los folios.',
    noticeGood: 'Cuando el SII acepta documentos',
    noticeGoodHint: 'A lo más uno cada media hora.',
    noNotices: 'Este sistema no muestra avisos.',
    saved: 'Ajustes guardados',
  },
} as const;
