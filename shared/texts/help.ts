import type { CheckName, CheckOutcome } from '../domain/diagnosis.ts';
import { formatNumber } from '../format/money.ts';

/** What is checked, and its sentences by what was found. */
const checks = {
  versions: { name: 'Versiones', said: { info: 'Con estas versiones trabaja Resguardo.' } },
  clock: {
    name: 'Reloj del computador',
    said: {
      good: 'El reloj avanza como debe.',
      wrong: 'El reloj está en una fecha imposible. Corrígelo en los ajustes del sistema antes de emitir.',
      back: 'El reloj se atrasó respecto de lo último que hizo Resguardo. Revisa la fecha del sistema.',
    },
  },
  database: {
    name: 'Base de datos',
    said: {
      good: 'Está completa.',
      big: 'Es grande: se revisa por partes cada noche.',
      damaged: 'Tiene daños. Cierra Resguardo y vuelve a abrirlo: te ofrecerá rehacerla desde el respaldo.',
    },
  },
  disk: {
    name: 'Disco',
    said: {
      good: 'Hay espacio de sobra.',
      little: 'Queda poco espacio. Libera algo pronto.',
      full: 'Casi no queda espacio: los próximos documentos podrían no caber. Libera espacio ahora.',
      readOnly: 'No se puede escribir en la carpeta de Resguardo. Revisa los permisos o el disco.',
      unknown: 'El sistema no dice cuánto espacio queda.',
    },
  },
  vault: {
    name: 'Carpeta de respaldo',
    said: {
      good: 'Se puede escribir y está al día.',
      sameDisk:
        'Está en el mismo disco que Resguardo: si se daña, se pierden ambos. Agrega una segunda copia.',
      unreachable: 'Las copias no llegan. Conecta el disco o elige otra carpeta en Ajustes.',
    },
  },
  copies: {
    name: 'Copias y revisiones',
    said: {
      good: 'Hay copias recientes y la última revisión no encontró daños.',
      none: 'Todavía no toca hacer la primera copia de la base.',
      late: 'La última copia de la base es antigua. Deja Resguardo abierto un rato.',
      mirrorLate: 'La segunda copia está atrasada. Conecta su disco o carpeta.',
      damaged: 'La última revisión encontró copias dañadas. Míralas en Respaldos.',
    },
  },
  keys: {
    name: 'Llaves',
    said: {
      good: 'Están abiertas y protegidas.',
      locked: 'Están cerradas: escribe tu frase clave para emitir y enviar.',
      noRecovery:
        'Sin frase de recuperación, en otro computador habría que cargar de nuevo certificado y CAF.',
    },
  },
  certificate: {
    name: 'Certificado digital',
    said: {
      good: 'Está vigente.',
      soon: 'Vence pronto. Renuévalo y cárgalo en Folios y certificado.',
      expired: 'Venció. Sin él no se puede firmar ni enviar.',
      missing: 'No hay ninguno cargado.',
      noCompany: 'Aún no hay empresa.',
    },
  },
  folios: {
    name: 'Folios',
    said: {
      good: 'Quedan suficientes.',
      few: 'De algún tipo quedan menos de 10. Pide más en el sitio del SII.',
      expiring: 'Algún CAF vence dentro de 30 días.',
      none: 'No hay CAF cargados.',
      noCompany: 'Aún no hay empresa.',
    },
  },
  queue: {
    name: 'Cola de envíos',
    said: {
      good: 'Avanza sola.',
      person: 'Hay documentos que requieren tu acción.',
      paused: 'Los envíos están en pausa.',
      noCompany: 'Aún no hay empresa.',
    },
  },
  sii: {
    name: 'Conexión con el SII',
    said: {
      good: 'Los servicios de facturas y de boletas responden.',
      half: 'Uno de los dos servicios no responde. Lo que va al otro sigue saliendo.',
      silent: 'El SII no responde desde este computador. Revisa tu internet; Resguardo seguirá intentando.',
      noCompany: 'Aún no hay empresa.',
    },
  },
} as const satisfies Record<
  CheckName,
  { readonly name: string; readonly said: Readonly<Record<string, string>> }
>;

const outcomes = {
  good: 'Bien',
  warning: 'Atención',
  bad: 'Problema',
  info: 'Dato',
} as const satisfies Record<CheckOutcome, string>;

/** Words that a shopkeeper meets at the SII, in the order of the alphabet. */
const glossary = [
  [
    'Abandonado',
    'Envío que dejó de intentarse, por los cinco reintentos o por tu decisión. No se borra y puedes reintentarlo.',
  ],
  ['Aceptado', 'El SII revisó el documento y lo dio por bueno.'],
  ['Aceptado con reparos', 'Es válido, pero el SII dejó observaciones. Léelas para no repetirlas.'],
  [
    'Ambiente',
    'Dónde llegan tus documentos: Práctica (dentro de tu computador), Certificación (pruebas del SII) o Producción (el de verdad).',
  ],
  [
    'Boleta electrónica',
    'Documento de venta a consumidor final. Sus precios incluyen el IVA y no necesita receptor.',
  ],
  [
    'CAF',
    'Código de Autorización de Folios: el archivo con que el SII te autoriza un rango de folios de un tipo de documento.',
  ],
  ['Cedible', 'Copia de la factura o guía que se puede ceder, con su recuadro de acuse de recibo.'],
  [
    'Certificado digital',
    'Tu firma electrónica (archivo .pfx o .p12). Con él se firman los documentos y se entra al SII.',
  ],
  ['DTE', 'Documento tributario electrónico: factura, boleta, guía, nota de crédito o débito, entre otros.'],
  ['Factura exenta', 'Factura de ventas o servicios que no pagan IVA.'],
  [
    'Folio',
    'El número de un documento dentro de su tipo. Cada folio se usa una sola vez y lo autoriza un CAF.',
  ],
  ['Giro', 'La actividad de una empresa, como está inscrita en el SII.'],
  ['Guía de despacho', 'Documento que acompaña mercadería en traslado, haya venta o no.'],
  [
    'Nota de crédito',
    'Documento que anula o rebaja otro: una devolución, un descuento, una corrección de texto.',
  ],
  ['Nota de débito', 'Documento que aumenta el valor de otro, o que anula una nota de crédito.'],
  [
    'Por confirmar',
    'El documento salió, pero no llegó la respuesta del SII. Le preguntamos antes de reenviar, para no duplicar.',
  ],
  [
    'Plazo de envío',
    'Hasta cuándo espera el SII un documento. Una boleta debe llegar dentro de una hora; si no había internet, la hora corre desde que vuelve.',
  ],
  ['Rechazado', 'Para la ley es como si no existiera. Corrige lo que el SII objetó y emite de nuevo.'],
  ['Recibido', 'El SII tiene el documento y lo está revisando. Todavía no significa que lo haya aceptado.'],
  [
    'Resolución',
    'La autorización del SII para emitir documentos electrónicos, con su número y fecha. Va impresa en cada uno.',
  ],
  [
    'Segunda copia',
    'Copia de tus respaldos en otro disco, en un pendrive o en la red. Te protege si este computador falla.',
  ],
  ['Set de pruebas', 'Los casos que el SII pide emitir en Certificación antes de autorizar a una empresa.'],
  [
    'Timbre electrónico (TED)',
    'El código de barras de la copia impresa. Lleva los datos del documento, firmados con tu CAF.',
  ],
  [
    'Identificador de envío (track ID)',
    'El número con que el SII acusa recibo de un envío. Sirve para preguntar por él.',
  ],
] as const;

/** Ayuda: the manual, the words, the codes of the SII, and the program's look at itself. */
export const help = {
  title: 'Ayuda',
  pages: {
    label: 'Páginas de Ayuda',
    manual: 'Manual',
    glosario: 'Glosario',
    codigos: 'Respuestas del SII',
    diagnostico: 'Diagnóstico',
  },
  keys: 'Atajos de teclado',
  tour: 'Recorrido guiado',
  search: 'Buscar en la ayuda',
  searchPlaceholder: 'Folio, respaldo, rechazado…',
  found: (count: number) => (count === 1 ? '1 resultado' : `${formatNumber(count)} resultados`),
  clearSearch: 'Borrar la búsqueda',
  notFoundTitle: 'No encontramos esas palabras',
  notFoundText: 'Prueba con otra palabra, o mira el índice del manual.',
  manual: { index: 'Contenido' },
  glossary: { lead: 'Palabras del SII y de Resguardo, en simple.', entries: glossary },
  codes: {
    lead: 'Qué significa cada respuesta, qué hace Resguardo y qué puedes hacer tú.',
    what: 'Qué pasó',
    weDo: 'Qué hace Resguardo',
    youCan: 'Qué puedes hacer',
    classes: 'Cómo se agrupan las causas',
    states: 'Estados en el SII',
    statesLead: 'Lo que el SII tiene de un documento.',
    siiStatus: 'Códigos de recepción (STATUS)',
    siiStatusLead: 'Lo que el SII contesta al recibir un envío.',
    code: 'Código',
    means: 'Qué significa',
    received: 'Recibido: entrega un identificador con que se pregunta por el envío.',
    reasons: 'Motivos de rechazo y de reparo',
    reasonsLead:
      'Los más frecuentes, en palabras del SII. El número del medio dice si rechaza (3) o solo repara (1 o 2).',
    ours: 'Lo que puede pasar con un envío',
    oursLead: 'Así lo llama Resguardo en la Cola y en el detalle de cada documento.',
  },
  diagnosis: {
    lead: 'Resguardo se revisa a sí mismo. Si hablas con soporte, guarda el informe y envíaselo.',
    run: 'Revisar ahora',
    again: 'Revisar otra vez',
    running: 'Revisando… Preguntarle al SII puede tardar unos segundos.',
    idleTitle: 'Aún no se ha revisado',
    idleText: 'La revisión tarda unos segundos y no cambia nada.',
    save: 'Guardar informe',
    saved: 'Informe guardado',
    promise: 'El informe no lleva claves, nombres, RUT ni documentos.',
    caption: 'Revisiones',
    number: 'N.º',
    check: 'Revisión',
    outcome: 'Resultado',
    finding: 'Qué se encontró',
    summary: (bad: number, warnings: number) =>
      bad > 0
        ? bad === 1
          ? 'Se encontró 1 problema'
          : `Se encontraron ${bad} problemas`
        : warnings > 0
          ? 'Todo funciona, con algo que mirar'
          : 'Todo está bien',
    at: (when: string) => `Revisado el ${when}`,
    broke: 'Esta revisión no se pudo hacer.',
    outcomes,
    checks,
    reportTitle: 'Diagnóstico de Resguardo',
    reportAt: (when: string) => `Hecho el ${when}, hora de Chile`,
    reportPromise: 'Sin claves, nombres, RUT ni documentos.',
    reportName: 'Guardar el informe de diagnóstico',
    reportFiles: 'Texto',
  },
} as const;
