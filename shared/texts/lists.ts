import { formatNumber } from '../format/money.ts';

/** What the three lists (Documentos, Respaldos, Cola de envíos) have in common beside their filters. */
export const lists = {
  atLeast: (total: string) => `Resultados ${total} o más`,
  resultsOf: (total: string, exact: boolean, all: string) =>
    `Resultados ${total}${exact ? '' : ' o más'} de ${all}`,
  first: (shown: string, all: string) => `Se muestran los primeros ${shown} de ${all}.`,
  sortBy: (column: string) => `Ordenar por ${column.toLowerCase()}`,
  loadingMore: 'Buscando más…',
  amounts: {
    label: 'Monto',
    any: 'Cualquier monto',
    from: 'Desde',
    to: 'Hasta',
    chosen: (from: string | null, to: string | null) =>
      from === null ? `Hasta ${to}` : to === null ? `Desde ${from}` : `${from} a ${to}`,
    clear: 'Quitar',
  },
  receptor: (name: string) => `Receptor: ${name}`,
  removeReceptor: 'Quitar el filtro de receptor',
  columns: {
    button: 'Columnas',
    title: 'Columnas que se ven',
    up: (column: string) => `Subir ${column}`,
    down: (column: string) => `Bajar ${column}`,
    reset: 'Como al principio',
    width: (column: string) => (column === '' ? 'Ancho de la columna' : `Ancho de la columna ${column}`),
    widthHint: 'Arrastra para cambiar el ancho. Doble clic: como al principio.',
  },
  saved: {
    button: 'Filtros guardados',
    title: 'Filtros guardados',
    empty: 'Aún no guardas ninguno. Filtra la lista y ponle nombre.',
    name: 'Nombre del filtro',
    placeholder: 'Ejemplo: facturas de este mes',
    save: 'Guardar el de ahora',
    nothing: 'Elige primero algún filtro.',
    remove: (name: string) => `Borrar el filtro ${name}`,
    done: (name: string) => `Filtro “${name}” guardado`,
    removed: (name: string) => `Filtro “${name}” borrado`,
    back: (name: string) => `El filtro “${name}” volvió`,
  },
  group: {
    label: 'Agrupar',
    none: 'Sin agrupar',
    by: { type: 'Por tipo', month: 'Por mes', state: 'Por estado', receptor: 'Por receptor' },
    caption: 'Grupos',
    columns: {
      type: 'Tipo',
      month: 'Mes',
      state: 'Estado en el SII',
      receptor: 'Receptor',
      count: 'Documentos',
      sum: 'Suma',
    },
    sumHint:
      'Las notas de crédito restan y las guías no suman. Las exportaciones suman lo que dicen valer en pesos.',
    sumHintType: 'Las exportaciones suman lo que dicen valer en pesos.',
    andForeign: 'con exportaciones',
    onlyForeign: 'En otra moneda',
    open: (group: string) => `Ver los documentos de ${group}`,
    more: (count: string) =>
      count === '1'
        ? 'Hay 1 grupo más pequeño que no se muestra.'
        : `Hay ${count} grupos más pequeños que no se muestran.`,
    notAll: 'Son muchos documentos: agrupamos los más recientes. Acota las fechas para verlos todos.',
    noReceptor: 'Sin receptor',
  },
  undo: {
    button: 'Deshacer',
    done: (count: number) =>
      count === 1 ? 'Se deshizo en 1 documento' : `Se deshizo en ${formatNumber(count)} documentos`,
    none: 'Ya no se puede deshacer',
    left: (count: number) =>
      count === 1
        ? '1 ya siguió su camino y queda como está.'
        : `${formatNumber(count)} ya siguieron su camino y quedan como están.`,
  },
} as const;
