import type { BatchRowState, CsvColumn, CsvEncoding, CsvIssueCode, InboxOutcome } from '../domain/intake.ts';
import { formatNumber } from '../format/money.ts';

type Params = Readonly<Record<string, string | number>> | undefined;

/** Headings of the CSV as a sentence names them. */
const columns = {
  documento: 'documento',
  tipo: 'tipo',
  fecha: 'fecha',
  forma_pago: 'forma_pago',
  vencimiento: 'vencimiento',
  traslado: 'traslado',
  despacho: 'despacho',
  rut: 'rut',
  razon_social: 'razon_social',
  giro: 'giro',
  direccion: 'direccion',
  comuna: 'comuna',
  ciudad: 'ciudad',
  correo: 'correo',
  item: 'item',
  descripcion: 'descripcion',
  cantidad: 'cantidad',
  unidad: 'unidad',
  precio: 'precio',
  descuento: 'descuento',
  descuento_monto: 'descuento_monto',
  exento: 'exento',
  ref_tipo: 'ref_tipo',
  ref_folio: 'ref_folio',
  ref_fecha: 'ref_fecha',
  ref_codigo: 'ref_codigo',
  ref_razon: 'ref_razon',
} as const satisfies Record<CsvColumn, string>;

const csvIssues = {
  ambiguous_number: (params: Params) =>
    `«${params?.['text'] ?? 'El número'}» se puede leer de dos maneras. Escríbelo sin separador de miles o con dos decimales.`,
  conflict: (params: Params) =>
    `No coincide con la fila ${params?.['first'] ?? 'anterior'} del mismo documento. Debe decir lo mismo.`,
  bad_yes_no: () => 'Escribe sí o no.',
  too_many_cells: () =>
    'La fila tiene más celdas que el encabezado. Pon entre comillas los textos que llevan separador.',
  bad_quotes: () => 'Las comillas de esta fila no están bien puestas.',
} as const satisfies Record<CsvIssueCode, (params: Params) => string>;

const encodings = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16',
  'windows-1252': 'Latin-1',
} as const satisfies Record<CsvEncoding, string>;

const rowStates = {
  waiting: 'En espera',
  issued: 'Emitido',
  failed: 'Con error',
  left: 'No se emitió',
} as const satisfies Record<BatchRowState, string>;

const outcomes = {
  issued: 'Emitido',
  duplicate: 'Repetido',
  failed: 'Con error',
} as const satisfies Record<InboxOutcome, string>;

/** Emisión masiva, and the inbox in Ajustes. */
export const intake = {
  columns,
  csvIssues,
  encodings,
  rowStates,
  outcomes,
  mass: {
    open: 'Emisión masiva',
    title: 'Emisión masiva',
    lead: 'Muchos documentos desde una planilla CSV. Primero los revisas; nada se emite hasta que lo confirmes.',
    back: 'Volver a Documentos',
    drop: 'Suelta aquí tu archivo CSV',
    dropHint: 'Hasta 10.000 documentos y 20 MB. Con punto y coma o coma, UTF-8 o Latin-1.',
    choose: 'Elegir archivo',
    chooseOther: 'Elegir otro archivo',
    reading: 'Revisando el archivo…',
    example: 'Guardar planilla de ejemplo',
    exampleSaved: 'Planilla de ejemplo guardada',
    howTitle: 'Cómo se arma la planilla',
    how: [
      'Cada fila es un ítem. Las filas con el mismo número en la columna documento forman un documento.',
      'Para boletas bastan las columnas item y precio. Para facturas agrega tipo, rut, razon_social, giro, direccion y comuna.',
      'Los precios van como en el documento: con IVA en boletas, netos en facturas.',
    ],
    file: (name: string) => `Archivo ${name}`,
    facts: (rows: string, encoding: string, separator: string) =>
      `${rows} ${rows === '1' ? 'fila' : 'filas'} · ${encoding} · separado por ${separator}`,
    separators: { ';': 'punto y coma', ',': 'coma', '\t': 'tabulación' } as Readonly<Record<string, string>>,
    otherSeparator: 'otro signo',
    unknownColumns: 'Columnas que no usamos',
    unknownColumnsText: (names: string) =>
      `${names}. Si alguna era importante, revisa cómo está escrita en el encabezado.`,
    earlierTitle: 'Este archivo ya se emitió',
    earlierText: (count: string, at: string) =>
      `El ${at} ${count === '1' ? 'se emitió 1 documento' : `se emitieron ${count} documentos`} desde un archivo idéntico. Si lo emites otra vez, ${count === '1' ? 'quedará duplicado' : 'quedarán duplicados'}.`,
    earlierAgain: 'Entiendo que son ventas nuevas y quiero emitirlas de todos modos',
    foliosTitle: 'No alcanzan los folios',
    foliosText: (type: string, needed: string, left: string) =>
      `${type}: necesitas ${needed} y ${left === '1' ? 'queda 1' : `quedan ${left}`}. Se emitirán los que alcancen y el resto esperará a que cargues un CAF.`,
    documents: 'Documentos',
    good: 'Correctos',
    wrong: 'Con errores',
    total: 'Total',
    byType: (type: string, count: string, total: string) => `${type}: ${count} por ${total}`,
    show: 'Mostrar',
    showAll: (count: string) => `Todos (${count})`,
    showWrong: (count: string) => `Con errores (${count})`,
    caption: 'Documentos de la planilla',
    row: 'Fila',
    document: 'Documento',
    receptor: 'Receptor',
    items: 'Ítems',
    amount: 'Total',
    state: 'Revisión',
    alone: 'Fila sola',
    label: (label: string) => `Nº ${label}`,
    noType: 'Sin tipo',
    unnamed: 'Sin receptor',
    itemCount: (first: string, count: number) =>
      count <= 1 ? first : count === 2 ? `${first} y 1 ítem más` : `${first} y ${count - 1} ítems más`,
    ok: 'Correcto',
    issue: (line: number, column: string, text: string) => `Fila ${line}, columna ${column}: ${text}`,
    issueRow: (line: number, text: string) => `Fila ${line}: ${text}`,
    noneWrong: 'No hay documentos con errores',
    noneWrongText: 'Todos los documentos de la planilla se pueden emitir.',
    submit: (count: string, only: boolean) =>
      only ? 'Emitir el documento correcto' : `Emitir los ${count} correctos`,
    nothing: 'No hay documentos correctos para emitir. Corrige la planilla y elígela otra vez.',
    skipped: (count: number) =>
      count === 1
        ? '1 documento con errores no se emitirá.'
        : `${formatNumber(count)} documentos con errores no se emitirán.`,
    locked: 'Abre tus llaves para emitir.',
  },
  batch: {
    running: (name: string) => `Emitiendo ${name}`,
    done: (name: string) => `${name}: terminado`,
    cancelled: (name: string) => `${name}: cancelado`,
    held: 'En pausa',
    progress: (done: string, all: string) => `${done} de ${all} documentos emitidos`,
    left: (span: string) => (span.startsWith('1 ') ? `queda ${span}` : `quedan unos ${span}`),
    seconds: (count: number) => (count === 1 ? '1 segundo' : `${formatNumber(count)} segundos`),
    minutes: (count: number) => (count === 1 ? '1 minuto' : `${formatNumber(count)} minutos`),
    amount: (amount: string) => `Emitido por ${amount}`,
    free: 'Puedes seguir trabajando o cerrar Resguardo: al abrirlo continúa donde quedó, sin repetir documentos.',
    holdRetry: 'Continúa solo apenas se resuelva.',
    cancel: 'Cancelar el resto',
    cancelTitle: '¿Cancelar lo que falta?',
    cancelText: (issued: string, left: string) =>
      `${issued === '1' ? 'El documento ya emitido se queda: es válido y se envía' : `Los ${issued} documentos ya emitidos se quedan: son válidos y se envían`} al SII. ${left === '1' ? 'El que falta no se emite' : `Los ${left} que faltan no se emiten`}.`,
    cancelKeep: 'Seguir emitiendo',
    result: {
      issued: (count: string) => (count === '1' ? '1 emitido' : `${count} emitidos`),
      failed: (count: string) => `${count} con error`,
      left: (count: string) => `${count} sin emitir`,
    },
    queue: 'Ver la cola de envíos',
    list: 'Ver los documentos',
    another: 'Emitir otra planilla',
    failedCaption: 'Documentos que no se emitieron',
    failedTitle: 'No se emitieron',
    reason: 'Motivo',
    live: (done: string, all: string) => `Emisión masiva: ${done} de ${all}`,
  },
  inbox: {
    section: 'Bandeja de entrada',
    text: 'Tu caja o sistema deja un borrador (JSON o YAML) en una carpeta, y Resguardo lo emite solo, una única vez.',
    enabled: 'Vigilar la carpeta',
    off: 'Apagada',
    on: 'Vigilando',
    waiting: 'En espera',
    folder: 'Carpeta',
    none: 'Aún sin elegir',
    choose: 'Elegir carpeta',
    chooseOther: 'Elegir otra carpeta',
    saved: 'Bandeja de entrada guardada',
    how: 'Lo emitido pasa a la carpeta hechos y lo que tiene errores a fallidos, cada uno con su respuesta en un archivo .respuesta.json.',
    recent: 'Últimos archivos',
    caption: 'Últimos archivos de la bandeja de entrada',
    empty: 'Todavía no ha llegado ningún archivo.',
    file: 'Archivo',
    when: 'Cuándo',
    outcome: 'Resultado',
    counts: (issued: string, failed: string) =>
      `${issued === '1' ? '1 emitido' : `${issued} emitidos`} · ${failed} con error`,
  },
} as const;
