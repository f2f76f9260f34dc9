import type { CsvColumn } from '../../../shared/domain/intake.ts';

/** How a cell is read. */
export type CellKind = 'text' | 'number' | 'date' | 'yes' | 'type' | 'payment';

export interface Column {
  readonly name: CsvColumn;
  /** Other headings that mean the same, folded (see `foldHeading`). */
  readonly aliases: readonly string[];
  /** key: tells which rows make one document. head: once a document. line, reference: one for each row. */
  readonly place: 'key' | 'head' | 'line' | 'reference';
  /** Elements of the SII's structure, inside of the document, the line or the reference. */
  readonly path: readonly string[];
  readonly kind: CellKind;
}

const ID_DOC = ['Encabezado', 'IdDoc'];
const RECEPTOR = ['Encabezado', 'Receptor'];

const head = (
  name: CsvColumn,
  path: readonly string[],
  kind: CellKind = 'text',
  ...aliases: readonly string[]
): Column => ({ name, aliases, place: 'head', path, kind });
const line = (
  name: CsvColumn,
  element: string,
  kind: CellKind = 'text',
  ...aliases: readonly string[]
): Column => ({ name, aliases, place: 'line', path: [element], kind });
const reference = (
  name: CsvColumn,
  element: string,
  kind: CellKind = 'text',
  ...aliases: readonly string[]
): Column => ({ name, aliases, place: 'reference', path: [element], kind });

/** All columns that a CSV may have; docs/csv.md says the same in words. */
export const COLUMNS: readonly Column[] = [
  {
    name: 'documento',
    aliases: ['n documento', 'numero documento', 'nro documento', 'numero', 'nro', 'n'],
    place: 'key',
    path: [],
    kind: 'text',
  },
  head('tipo', [...ID_DOC, 'TipoDTE'], 'type', 'tipo dte', 'tipo documento', 'tipo de documento'),
  head('fecha', [...ID_DOC, 'FchEmis'], 'date', 'fecha emision', 'fecha de emision'),
  head('forma_pago', [...ID_DOC, 'FmaPago'], 'payment', 'forma de pago'),
  head('vencimiento', [...ID_DOC, 'FchVenc'], 'date', 'fecha vencimiento', 'fecha de vencimiento'),
  head('traslado', [...ID_DOC, 'IndTraslado'], 'text', 'motivo traslado', 'motivo del traslado'),
  head('despacho', [...ID_DOC, 'TipoDespacho'], 'text', 'tipo despacho'),
  head('rut', [...RECEPTOR, 'RUTRecep'], 'text', 'rut receptor', 'rut cliente'),
  head(
    'razon_social',
    [...RECEPTOR, 'RznSocRecep'],
    'text',
    'razon social receptor',
    'nombre cliente',
    'cliente',
  ),
  head('giro', [...RECEPTOR, 'GiroRecep'], 'text', 'giro receptor'),
  head('direccion', [...RECEPTOR, 'DirRecep'], 'text', 'direccion receptor'),
  head('comuna', [...RECEPTOR, 'CmnaRecep'], 'text', 'comuna receptor'),
  head('ciudad', [...RECEPTOR, 'CiudadRecep'], 'text', 'ciudad receptor'),
  head('correo', [...RECEPTOR, 'CorreoRecep'], 'text', 'email', 'e mail', 'mail', 'correo electronico'),
  line('item', 'NmbItem', 'text', 'nombre', 'nombre item', 'producto', 'articulo'),
  line('descripcion', 'DscItem', 'text', 'descripcion item'),
  line('cantidad', 'QtyItem', 'number', 'cant'),
  line('unidad', 'UnmdItem', 'text', 'unidad medida', 'unidad de medida'),
  line('precio', 'PrcItem', 'number', 'precio unitario', 'valor', 'monto'),
  line(
    'descuento',
    'DescuentoPct',
    'number',
    'descuento %',
    'descuento porcentaje',
    '% descuento',
    'descuento pct',
  ),
  line('descuento_monto', 'DescuentoMonto', 'number', 'monto descuento', 'descuento $', 'descuento en pesos'),
  line('exento', 'IndExe', 'yes', 'exenta'),
  reference('ref_tipo', 'TpoDocRef', 'type', 'referencia tipo', 'tipo referencia'),
  reference('ref_folio', 'FolioRef', 'text', 'referencia folio', 'folio referencia', 'referencia'),
  reference('ref_fecha', 'FchRef', 'date', 'referencia fecha', 'fecha referencia'),
  reference('ref_codigo', 'CodRef', 'text', 'referencia codigo', 'codigo referencia'),
  reference('ref_razon', 'RazonRef', 'text', 'referencia razon', 'razon referencia'),
];

/** Without them there is nothing to issue. */
export const NEEDED: readonly CsvColumn[] = ['item', 'precio'];

/** A heading as it is compared: `Razón_Social ` and `razon social` are one. */
export const foldHeading = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9%$]+/g, ' ')
    .trim();

const BY_HEADING = new Map(
  COLUMNS.flatMap((column) =>
    [foldHeading(column.name), ...column.aliases].map((heading) => [heading, column] as const),
  ),
);

export const columnOf = (heading: string): Column | null => BY_HEADING.get(foldHeading(heading)) ?? null;
