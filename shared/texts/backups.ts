import { formatNumber } from '../format/money.ts';

/** Respaldos: what is kept, whether it is whole, and how to take it out. */
export const backups = {
  title: 'Respaldos',
  lead: 'Cada documento se guarda en la base de datos y en tu carpeta apenas se firma. Aquí están los que el SII ya recibió.',
  caption: 'Respaldos',
  card: {
    all: 'Todos tus documentos están protegidos',
    some: (left: number) =>
      left === 1
        ? 'Falta escribir 1 copia, y se hace sola'
        : `Faltan ${formatNumber(left)} copias, y se hacen solas`,
    damaged: (count: number) =>
      count === 1 ? '1 respaldo está dañado' : `${formatNumber(count)} respaldos están dañados`,
    damagedText: 'Verifica todo: lo dañado se repara desde la otra copia.',
    none: 'El SII todavía no ha recibido ninguno',
    noneText: 'Cada documento se guarda apenas se firma, y se cuenta aquí cuando el SII lo recibe.',
    allText: 'Todo lo que el SII recibió está guardado, y se comprueba solo.',
    protected: 'Documentos protegidos',
    protectedOf: (done: string, total: string) => `${done} de ${total}`,
    last: 'Último respaldo',
    lastVerified: 'Última verificación completa',
    next: 'Próxima verificación',
    nextWhen: { now: 'ahora', tonight: 'esta noche', tomorrow: 'mañana en la noche', none: 'en pausa' },
    nextHint: (instant: string) =>
      `Desde el ${instant}, con Resguardo abierto. Cada noche se revisa una parte.`,
    noNextHint: 'Seguirá sola cuando se resuelva lo que dice el aviso de arriba.',
    never: 'nunca',
    size: 'Tamaño',
    free: 'Espacio libre',
    folder: 'Carpeta',
    openFolder: 'Abrir carpeta',
    verify: 'Verificar todo',
    verifying: 'Verificando…',
  },
  copies: {
    header: 'Copias',
    count: (count: number) => (count === 1 ? '1 copia' : `${formatNumber(count)} copias`),
    places: { database: 'base de datos', vault: 'carpeta de respaldo', mirror: 'segunda copia' },
    where: (places: string) => `Está en: ${places}.`,
    and: (places: string, last: string) => `${places} y ${last}`,
  },
  verified: {
    title: 'Verificación terminada',
    good: (checked: string) =>
      checked === '1'
        ? '1 revisado, idéntico a lo que se firmó.'
        : `${checked} revisados, todos idénticos a lo que se firmó.`,
    repaired: (checked: string, repaired: number) =>
      repaired === 1
        ? `${checked} ${checked === '1' ? 'revisado' : 'revisados'}. 1 reparado desde la otra copia.`
        : `${checked} revisados. ${formatNumber(repaired)} reparados desde la otra copia.`,
    damaged: (checked: string, damaged: number) =>
      damaged === 1
        ? `${checked} ${checked === '1' ? 'revisado' : 'revisados'}. 1 dañado sin copia buena.`
        : `${checked} revisados. ${formatNumber(damaged)} dañados sin copia buena.`,
  },
  export: {
    button: 'Exportar',
    selected: (count: number) => (count === 1 ? 'Exportar 1' : `Exportar ${formatNumber(count)}`),
    all: (count: string) => `Exportar los ${count}`,
    matching: 'Exportar todos los que coinciden',
    files: 'Como archivos XML',
    zip: 'Como ZIP con índice',
    done: 'Exportación lista',
    doneText: (count: number, folder: string) =>
      count === 1 ? `1 documento en ${folder}` : `${formatNumber(count)} documentos en ${folder}`,
    working: 'Exportando…',
  },
  empty: {
    title: 'Aún no hay respaldos',
    text: 'Tus documentos se guardan apenas se firman. El primero aparecerá aquí cuando el SII lo reciba.',
    action: 'Emitir un documento',
  },
} as const;
