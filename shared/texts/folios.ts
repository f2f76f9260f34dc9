import { formatNumber } from '../format/money.ts';

const folios = (count: string): string => (count === '1' ? '1 folio' : `${count} folios`);

/** Folios y certificado. */
export const foliosTexts = {
  title: 'Folios y certificado',
  lead: 'Lo que el SII te autorizó: con qué folios emites, cuánto alcanzan y con qué certificado firmas.',
  dropHint: 'También puedes arrastrar aquí tus archivos CAF.',
  import: 'Cargar CAF',
  imported: (type: string, from: string, to: string) => `${type}: folios ${from} a ${to} cargados`,
  emptyTitle: 'Aún no hay folios',
  emptyText: 'Descarga un CAF desde el sitio del SII y cárgalo aquí.',
  left: folios,
  none: 'Sin folios',
  noneText: 'No puedes emitir este documento hasta cargar otro CAF.',
  pace: (perDay: string) => `A tu ritmo: ${perDay} al día`,
  noPace: 'Sin emisiones en las últimas cuatro semanas',
  lasts: (days: number) =>
    days < 1 ? 'Se acaban hoy' : days === 1 ? 'Alcanzan para un día' : `Alcanzan para unos ${days} días`,
  lastsLong: 'Alcanzan para más de un año',
  caption: (type: string) => `Rangos de ${type}`,
  range: 'Rango',
  next: 'Siguiente',
  leftColumn: 'Quedan',
  authorizedOn: 'Autorizado',
  expiresOn: 'Vence',
  never: 'No vence',
  state: 'Estado',
  states: { in_use: 'En uso', waiting: 'En espera', used_up: 'Agotado', expired: 'Vencido' },
  stateHints: {
    in_use: 'El próximo documento toma un folio de aquí.',
    waiting: 'Se usa cuando se acabe el rango anterior.',
    used_up: 'Todos sus folios ya tienen documento o quedaron aparte.',
    expired: 'El SII ya no acepta documentos con estos folios.',
  },
  actions: (range: string) => `Acciones del rango ${range}`,
  skip: 'Empezar en otro folio…',
  skipModal: {
    title: (type: string) => `Empezar en otro folio: ${type}`,
    text: 'Si otro programa ya usó parte de este rango, o anulaste folios en el SII, indica desde dónde sigue Resguardo. Los anteriores no se usarán nunca.',
    next: 'Siguiente folio',
    nextHint: (from: string, to: string) => `Entre ${from} y ${to}.`,
    wrong: (from: string, to: string) => `Escribe un folio entre ${from} y ${to}.`,
    why: '¿Qué pasó con los anteriores?',
    warning: (count: string) =>
      `${count === '1' ? 'Queda 1 folio' : `Quedan ${count} folios`} sin usar. Esto no se puede deshacer.`,
    confirm: 'Dejarlos aparte',
    done: 'Folios dejados aparte',
  },
  kinds: { elsewhere: 'Los usó otro programa', annulled: 'Los anulé en el SII' },
  unused: 'Folios sin documento',
  unusedText: 'El SII puede preguntar por ellos. Deja anotado qué pasó.',
  span: (from: string, to: string) => (from === to ? `Folio ${from}` : `Folios ${from} a ${to}`),
  why: {
    skipped: 'Sin documento en Resguardo.',
    expired: 'El rango venció antes de usarlos: anúlalos en el sitio del SII.',
  },
  noted: {
    elsewhere: (who: string, day: string) => `Los usó otro programa. Lo anotó ${who} el ${day}.`,
    annulled: (who: string, day: string) => `Anulados en el SII. Lo anotó ${who} el ${day}.`,
  },
  notedDone: 'Anotado',
  moreUnused: (count: string) => (count === '1' ? 'Y 1 tramo más.' : `Y ${count} tramos más.`),
  rejected: (count: number) =>
    count === 1
      ? '1 documento rechazado por el SII'
      : `${formatNumber(count)} documentos rechazados por el SII`,
  abandoned: (count: number) =>
    count === 1
      ? '1 documento abandonado sin llegar al SII'
      : `${formatNumber(count)} documentos abandonados sin llegar al SII`,
  notAcceptedText: 'Sus folios figuran sin uso en el SII: emite de nuevo el documento o anula el folio.',
} as const;
