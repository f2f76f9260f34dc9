import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import type { Draft, DraftObject } from '../../../../shared/domain/draft.ts';

/** A document of each type as a shop would hand it out, with what its copy has to show. Of nobody: all is invented. */
const RECEPTOR: DraftObject = {
  RUTRecep: '60803000-K',
  RznSocRecep: 'Constructora Ñandú & Cía. Limitada',
  GiroRecep: 'Construcción de edificios',
  Contacto: 'María Peñaloza',
  DirRecep: "Av. Libertador Bernardo O'Higgins 1449, Torre 2, of. 801",
  CmnaRecep: 'Santiago',
  CiudadRecep: 'Santiago',
};

const FOREIGNER: DraftObject = {
  RUTRecep: '55555555-5',
  RznSocRecep: 'Pacific Rim Trading Company Ltd.',
  Extranjero: { NumId: 'PRT-00912', Nacionalidad: 342 },
  GiroRecep: 'Comercio',
  DirRecep: "88 Queen's Road Central, Hong Kong",
};

const LINES: readonly DraftObject[] = [
  {
    CdgItem: { TpoCodigo: 'INT1', VlrCodigo: 'TAL-0650' },
    NmbItem: 'Taladro percutor 650 W',
    DscItem: 'Con maletín, empuñadura lateral y juego de brocas.\nGarantía de 12 meses.',
    QtyItem: 2,
    UnmdItem: 'UN',
    PrcItem: 42990,
    DescuentoPct: 10,
  },
  {
    CdgItem: { TpoCodigo: 'INT1', VlrCodigo: 'CEM-25' },
    NmbItem: 'Cemento especial saco 25 kg',
    QtyItem: 120.5,
    UnmdItem: 'SACO',
    PrcItem: 4190,
  },
  { NmbItem: 'Libro «Construir con tierra»', IndExe: 1, QtyItem: 1, PrcItem: 15900 },
];

const reference = (changes: DraftObject): DraftObject => ({
  TpoDocRef: 33,
  FolioRef: '1',
  FchRef: '2026-11-03',
  ...changes,
});

const document = (type: DocumentType, idDoc: DraftObject, rest: DraftObject): Draft => {
  const { encabezado = {}, ...body } = rest as { encabezado?: DraftObject } & DraftObject;
  return {
    Encabezado: { IdDoc: { TipoDTE: type, ...idDoc }, Receptor: RECEPTOR, ...encabezado },
    Detalle: LINES,
    ...body,
  };
};

const CUSTOMS: DraftObject = {
  CodModVenta: 1,
  CodClauVenta: 5,
  TotClauVenta: 13250.5,
  CodViaTransp: 1,
  NombreTransp: 'MV Humboldt',
  CodPtoEmbarque: 905,
  CodPtoDesemb: 492,
  PesoBruto: 10250.25,
  TotBultos: 54,
  MntFlete: 750,
  MntSeguro: 120.5,
  CodPaisRecep: 342,
  CodPaisDestin: 342,
};

const EXPORT_LINES: readonly DraftObject[] = [
  { NmbItem: 'Vino tinto reserva, caja de 12', QtyItem: 450, UnmdItem: 'CJ', PrcItem: 28.55 },
  { NmbItem: 'Aceite de oliva extra virgen 500 ml', QtyItem: 320, UnmdItem: 'UN', PrcItem: 4.2 },
];

const exported = (type: 110 | 111 | 112, rest: DraftObject = {}): Draft => ({
  Encabezado: {
    IdDoc: { TipoDTE: type, ...(type === 110 ? { FmaPagExp: 1 } : {}) },
    Receptor: FOREIGNER,
    Transporte: { Aduana: CUSTOMS },
    Totales: { TpoMoneda: 'DOLAR USA' },
    OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 943.5 },
  },
  Detalle: EXPORT_LINES,
  ...rest,
});

export const SAMPLES: Readonly<Record<DocumentType, Draft>> = {
  33: document(
    33,
    { FmaPago: 2, FchVenc: '2026-12-24' },
    {
      DscRcgGlobal: [{ TpoMov: 'D', GlosaDR: 'cliente frecuente', TpoValor: '%', ValorDR: 5 }],
      Referencia: [
        reference({ TpoDocRef: '801', FolioRef: 'OC-2026-0457', RazonRef: 'Obra Las Palmeras' }),
        reference({ TpoDocRef: 52, FolioRef: '200', FchRef: '2026-11-10', RazonRef: 'Entrega parcial' }),
      ],
    },
  ),
  34: document(
    34,
    { FmaPago: 1 },
    {
      Detalle: [
        {
          NmbItem: 'Curso de soldadura, nivel inicial',
          DscItem: '24 horas cronológicas, capacitación exenta según art. 13 N° 4 del DL 825.',
          QtyItem: 8,
          UnmdItem: 'CUPO',
          PrcItem: 95000,
          DescuentoMonto: 40000,
        },
        { NmbItem: 'Manual impreso del alumno', QtyItem: 8, PrcItem: 6500 },
      ],
    },
  ),
  39: {
    Encabezado: { IdDoc: { TipoDTE: 39, IndServicio: 3 } },
    Detalle: [
      { NmbItem: 'Marraqueta', QtyItem: 1.35, UnmdItem: 'KG', PrcItem: 2190 },
      { NmbItem: 'Kuchen de frambuesa, 8 porciones', QtyItem: 1, PrcItem: 12990 },
      { NmbItem: 'Café en grano 250 g', QtyItem: 2, PrcItem: 6490, DescuentoMonto: 1300 },
    ],
  },
  41: {
    Encabezado: { IdDoc: { TipoDTE: 41, IndServicio: 3 } },
    Detalle: [{ NmbItem: 'Revista de barrio', QtyItem: 3, PrcItem: 2500 }],
  },
  46: document(
    46,
    { FmaPago: 1 },
    {
      Detalle: [
        { NmbItem: 'Chatarra de cobre', QtyItem: 340.5, UnmdItem: 'KG', PrcItem: 3850, CodImpAdic: 15 },
        { NmbItem: 'Cartón corrugado', QtyItem: 1200, UnmdItem: 'KG', PrcItem: 85, CodImpAdic: 15 },
      ],
    },
  ),
  52: document(
    52,
    { IndTraslado: 1, TipoDespacho: 2 },
    {
      encabezado: {
        Transporte: {
          Patente: 'GKLP-42',
          RUTTrans: '76192083-9',
          Chofer: { RUTChofer: '12345678-5', NombreChofer: 'Evaristo Peñaloza' },
          DirDest: 'Camino a Melipilla 8320',
          CmnaDest: 'Maipú',
        },
      },
      Referencia: [reference({ TpoDocRef: '801', FolioRef: 'OC-2026-0457', RazonRef: 'Obra Las Palmeras' })],
    },
  ),
  56: document(
    56,
    {},
    {
      Detalle: [{ NmbItem: 'Diferencia de precio cemento', QtyItem: 120, PrcItem: 150 }],
      Referencia: [reference({ CodRef: 3, RazonRef: 'Precio mal aplicado' })],
    },
  ),
  61: document(
    61,
    {},
    {
      Detalle: [{ NmbItem: 'Taladro percutor 650 W, devuelto', QtyItem: 1, PrcItem: 42990 }],
      Referencia: [reference({ CodRef: 3, RazonRef: 'Devolución de mercadería' })],
    },
  ),
  110: exported(110),
  111: exported(111, {
    Referencia: [reference({ TpoDocRef: 110, CodRef: 3, RazonRef: 'Mayor flete' })],
  }),
  112: exported(112, {
    Referencia: [reference({ TpoDocRef: 110, CodRef: 3, RazonRef: 'Merma en destino' })],
  }),
};

/** As many lines as a DTE may have, of one, two and three rows of text. */
export const LONG: Draft = document(
  33,
  { FmaPago: 1 },
  {
    Detalle: Array.from({ length: 60 }, (_, index) => ({
      CdgItem: { TpoCodigo: 'INT1', VlrCodigo: `REP-${String(index + 1).padStart(4, '0')}` },
      NmbItem: `Repuesto número ${index + 1}${index % 7 === 0 ? ' para maquinaria agrícola de las líneas Ñuble y Biobío' : ''}`,
      ...(index % 5 === 0
        ? { DscItem: 'Original de fábrica, con sello de origen y ficha técnica en español.' }
        : {}),
      QtyItem: index + 1,
      UnmdItem: 'UN',
      PrcItem: 1990 + index * 310,
    })),
  },
);
