import { describe, expect, it } from 'vitest';
import {
  type PrepareContext,
  prepareDraft,
  preview,
  readDraft,
  transliterate,
  validateDraft,
} from '../../../main/domain/draft/index.ts';
import type { Draft, DraftObject, FieldIssue } from '../../../shared/domain/draft.ts';
import { COMPANY, context, draftOf, line, RECEPTOR, reference, TODAY } from './support/drafts.ts';

const issuesOf = (draft: Draft, changes: Partial<PrepareContext> = {}): readonly FieldIssue[] =>
  validateDraft(draft, context(changes));
const codesOf = (draft: Draft): readonly string[] =>
  issuesOf(draft).map(({ path, code }) => `${path}: ${code}`);

const contentOf = (draft: Draft, changes: Partial<PrepareContext> = {}): DraftObject => {
  const prepared = prepareDraft(draft, context(changes));
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
  return prepared.document.content;
};
const warningsOf = (draft: Draft): readonly string[] =>
  prepareDraft(draft, context()).warnings.map(({ path, code }) => `${path}: ${code}`);
const encabezadoOf = (
  draft: Draft,
  changes: Partial<PrepareContext> = {},
): Readonly<Record<string, DraftObject>> =>
  contentOf(draft, changes)['Encabezado'] as Readonly<Record<string, DraftObject>>;

describe('readDraft', () => {
  it('when the draft stands alone or under "draft", then it is the same', () => {
    const draft = draftOf(33);
    expect(readDraft(draft)).toEqual({ draft, warnings: [] });
    expect(readDraft({ draft, expected: {} })).toEqual({ draft, warnings: [] });
  });

  it('when another program left a key of its own, then it is ignored and named', () => {
    const draft = draftOf(33);
    expect(readDraft({ ...draft, LibreDTE: { extra: { dte: 1 } } })).toEqual({
      draft,
      warnings: [{ path: 'LibreDTE', code: 'extension_ignored' }],
    });
  });

  it.each([[null], [[]], ['text'], [7], [true]])('when it is %j, then it is no draft', (json) => {
    expect(readDraft(json)).toEqual({ issues: [{ path: '', code: 'not_an_object' }] });
  });

  it('when it is larger or deeper than a document, then it is refused without being gone through', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(readDraft({ deep })).toMatchObject({ issues: [{ code: 'too_many' }] });
    expect(readDraft({ wide: new Array(200_000).fill(1) })).toMatchObject({ issues: [{ code: 'too_many' }] });
    expect(readDraft({ long: 'x'.repeat(30_000) })).toMatchObject({ issues: [{ code: 'too_long' }] });
  });
});

describe('prepareDraft fills in', () => {
  it('when a factura says only who and what, then date, folio, company, lines and totals are there, in order', () => {
    const content = contentOf(draftOf(33, { lines: [line(2, 500)] }));
    expect(JSON.stringify(content)).toBe(
      JSON.stringify({
        Encabezado: {
          IdDoc: { TipoDTE: 33, Folio: 60, FchEmis: TODAY, FmaPago: 2 },
          Emisor: {
            RUTEmisor: '76000001-9',
            RznSoc: COMPANY.name,
            GiroEmis: COMPANY.giro,
            Acteco: [475201],
            DirOrigen: 'Av. Matta 1234',
            CmnaOrigen: 'Santiago',
          },
          Receptor: RECEPTOR,
          Totales: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190 },
        },
        Detalle: [{ NroLinDet: 1, NmbItem: 'Martillo', QtyItem: 2, PrcItem: 500, MontoItem: 1000 }],
      }),
    );
  });

  it('when the form of payment is not said, then credit is assumed, and said', () => {
    expect(warningsOf(draftOf(33))).toEqual(['Encabezado.IdDoc.FmaPago: form_of_payment_assumed']);
    expect(encabezadoOf(draftOf(33, { idDoc: { FmaPago: 1 } }))['IdDoc']).toMatchObject({ FmaPago: 1 });
    expect(encabezadoOf(draftOf(61, { rest: { Referencia: reference(1) } }))['IdDoc']).not.toHaveProperty(
      'FmaPago',
    );
  });

  it('when the draft names another company, then the issuing one replaces it, and that is said', () => {
    const draft = draftOf(33, {
      encabezado: { Emisor: { RUTEmisor: '76192083-9', RznSoc: 'SASCO SpA', CdgVendedor: 'Ana' } },
    });
    expect(encabezadoOf(draft)['Emisor']).toMatchObject({
      RUTEmisor: '76000001-9',
      RznSoc: COMPANY.name,
      CdgVendedor: 'Ana',
    });
    expect(warningsOf(draft)).toContain('Encabezado.Emisor: emisor_replaced');
  });

  it('when the draft keeps its own Emisor and folio, then they stay', () => {
    const draft = draftOf(39, {
      idDoc: { Folio: '12' },
      encabezado: {
        Emisor: { RUTEmisor: '76.192.083-9', RznSoc: 'SASCO SpA', GiroEmis: 'Informática', Acteco: 726000 },
      },
    });
    const prepared = prepareDraft(draft, { today: TODAY, emisor: null });
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
    expect(prepared.document.folio).toBe(12);
    expect(prepared.document.content).toMatchObject({
      Encabezado: {
        Emisor: { RUTEmisor: '76192083-9', RznSocEmisor: 'SASCO SpA', GiroEmisor: 'Informática' },
      },
    });
    expect(prepared.warnings).toEqual([{ path: 'Encabezado.Emisor.Acteco', code: 'field_left_out' }]);
  });

  it('when a boleta names nobody, then its receptor is the anonymous one and IndServicio is 3', () => {
    expect(encabezadoOf(draftOf(39))).toMatchObject({
      IdDoc: { TipoDTE: 39, Folio: 60, FchEmis: TODAY, IndServicio: 3 },
      Emisor: { RznSocEmisor: COMPANY.name },
      Receptor: { RUTRecep: '66666666-6' },
    });
  });

  it('when an exempt document does not mark its lines, then they are marked', () => {
    expect(contentOf(draftOf(34))['Detalle']).toMatchObject([{ IndExe: 1 }]);
    expect(contentOf(draftOf(41))['Detalle']).toMatchObject([{ IndExe: 1 }]);
  });

  it('when goods move inside the company and no receptor is named, then it is the company', () => {
    const draft = draftOf(52, {
      idDoc: { IndTraslado: 5 },
      receptor: {},
      lines: [{ NmbItem: 'Impresora', QtyItem: 1 }],
    });
    expect(issuesOf(draft)).toEqual([{ path: 'Encabezado.Receptor.GiroRecep', code: 'required' }]);
    expect(encabezadoOf(draft, { emisor: { ...COMPANY, giro: 'Ferretería' } })['Receptor']).toMatchObject({
      RUTRecep: COMPANY.rut,
      GiroRecep: 'Ferretería',
    });
  });

  it('when an export gives its exchange rate, then the amounts in pesos follow', () => {
    const draft = draftOf(110, {
      receptor: { RznSocRecep: 'Jackie Chan' },
      encabezado: {
        Totales: { TpoMoneda: 'DOLAR USA' },
        OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: '950.55' },
      },
      lines: [line(1, 50)],
    });
    expect(encabezadoOf(draft)).toMatchObject({
      Receptor: { RUTRecep: '55555555-5' },
      OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 950.55, MntExeOtrMnda: 47528, MntTotOtrMnda: 47528 },
    });
    expect(contentOf(draft)['Detalle']).toMatchObject([{ IndExe: 1 }]);
  });

  it('when an export note corrects a text, then its amounts in pesos are 0', () => {
    const draft = draftOf(112, {
      receptor: { RznSocRecep: 'Jackie Chan' },
      encabezado: {
        Totales: { TpoMoneda: 'DOLAR USA' },
        OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 1000 },
      },
      lines: [{ NmbItem: 'Dirección', QtyItem: 1, PrcItem: false }],
      rest: { Referencia: [{ TpoDocRef: 813, FolioRef: 'E12345' }, reference(2, { TpoDocRef: 110 })] },
    });
    expect(encabezadoOf(draft)).toMatchObject({
      Totales: { MntExe: 0, MntTotal: 0 },
      OtraMoneda: { MntTotOtrMnda: 0 },
    });
    expect(warningsOf(draft)).toEqual(['Referencia.0.FchRef: reference_date_assumed']);
  });

  it('when discounts are in percent, then their amounts are there, and a zero price is not', () => {
    const lines = [line(3, 999, { DescuentoPct: 5, RecargoPct: '2.5' }), line(1, 0, { DescuentoMonto: 0 })];
    expect(contentOf(draftOf(33, { lines }))['Detalle']).toEqual([
      {
        NroLinDet: 1,
        NmbItem: 'Martillo',
        QtyItem: 3,
        PrcItem: 999,
        DescuentoPct: 5,
        DescuentoMonto: 150,
        RecargoPct: 2.5,
        RecargoMonto: 71,
        MontoItem: 2918,
      },
      { NroLinDet: 2, NmbItem: 'Martillo', QtyItem: 1, MontoItem: 0 },
    ]);
  });

  it('when values come as other programs write them, then they are as the SII writes them', () => {
    const draft = draftOf(33, {
      receptor: {
        ...RECEPTOR,
        RUTRecep: '60.803.000-k',
        CdgIntRecep: 142,
        Contacto: null,
        CorreoRecep: '',
        Extranjero: {},
      },
      idDoc: { FmaPago: '1' },
      lines: [
        line('1.50', 1000, {
          NmbItem: '  Man\u0303ana\r\n y\ttarde ',
          CdgItem: { TpoCodigo: 'INT1', VlrCodigo: 7 },
        }),
      ],
      rest: { Referencia: { TpoDocRef: 52, FolioRef: 0, IndGlobal: 1, FchRef: '2026-07-01' } },
    });
    expect(contentOf(draft)).toMatchObject({
      Encabezado: { IdDoc: { FmaPago: 1 }, Receptor: { RUTRecep: '60803000-K', CdgIntRecep: '142' } },
      Detalle: [
        { NmbItem: 'Mañana y tarde', QtyItem: 1.5, CdgItem: [{ TpoCodigo: 'INT1', VlrCodigo: '7' }] },
      ],
      Referencia: [{ NroLinRef: 1, TpoDocRef: '52', FolioRef: '0', IndGlobal: 1 }],
    });
    expect(encabezadoOf(draft)['Receptor']).not.toHaveProperty('CorreoRecep');
    expect(warningsOf(draft)).toEqual(['Detalle.0.NmbItem: whitespace_normalised']);
  });

  it('when a guía has fields that the schema does not know yet, then they are left out and named', () => {
    const draft = draftOf(52, {
      encabezado: { Transporte: { Patente: 'ABCD12', PatenteCarro: 'EFGH34', HraSalida: '08:30:00' } },
    });
    expect(encabezadoOf(draft)['Transporte']).toEqual({ Patente: 'ABCD12' });
    expect(warningsOf(draft)).toEqual([
      'Encabezado.Transporte.PatenteCarro: field_left_out',
      'Encabezado.Transporte.HraSalida: field_left_out',
    ]);
  });

  it('when all lines of a factura are exempt or a discount has nothing to work on, then that is said', () => {
    const draft = draftOf(33, {
      idDoc: { FmaPago: 1 },
      lines: [line(1, 100, { IndExe: 1 })],
      rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 5 } },
    });
    expect(warningsOf(draft)).toEqual([
      'DscRcgGlobal.0: global_without_effect',
      'Encabezado.IdDoc.TipoDTE: all_lines_exempt',
    ]);
  });
});

describe('validateDraft', () => {
  it('when all is there, then there is nothing to say', () => {
    expect(issuesOf(draftOf(33))).toEqual([]);
  });

  it.each<readonly [string, Draft, readonly string[]]>([
    ['when there is no type, then it asks for one', {}, ['Encabezado.IdDoc.TipoDTE: required']],
    [
      'when the type is unknown, then it says so',
      { Encabezado: { IdDoc: { TipoDTE: 99 } } },
      ['Encabezado.IdDoc.TipoDTE: unknown_type'],
    ],
    [
      'when the type has no table here, then it says so',
      { Encabezado: { IdDoc: { TipoDTE: 43 } } },
      ['Encabezado.IdDoc.TipoDTE: type_not_ready'],
    ],
    ['when there are no lines, then it says so', draftOf(33, { lines: [] }), ['Detalle: no_lines']],
    [
      'when the receptor is missing, then each field of it is',
      draftOf(33, { receptor: {} }),
      ['RUTRecep', 'RznSocRecep', 'GiroRecep', 'DirRecep', 'CmnaRecep'].map(
        (name) => `Encabezado.Receptor.${name}: required`,
      ),
    ],
    [
      'when a guía does not say why goods move, then it asks',
      draftOf(52, { idDoc: { IndTraslado: null } }),
      ['Encabezado.IdDoc.IndTraslado: required'],
    ],
    [
      'when a line has no name, then it asks',
      draftOf(33, { lines: [line(1, 1), line(1, 1, { NmbItem: ' ' })] }),
      ['Detalle.1.NmbItem: required'],
    ],
    [
      'when a line has neither price nor amount, then it asks',
      draftOf(33, { lines: [{ NmbItem: 'Martillo' }] }),
      ['Detalle.0.PrcItem: required'],
    ],
    [
      'when there are more lines than a factura takes, then it says so',
      draftOf(33, { lines: Array.from({ length: 61 }, () => line(1, 1)) }),
      ['Detalle: too_many'],
    ],
    [
      'when a price is no number, then it says so',
      draftOf(33, { lines: [line(1, '1.234.567')] }),
      ['Detalle.0.PrcItem: not_a_number'],
    ],
    [
      'when a quantity is 0 and the price is not, then it says so',
      draftOf(33, { lines: [line(0, 5)] }),
      ['Detalle.0.QtyItem: out_of_range'],
    ],
    [
      'when a price is negative, then it says so',
      draftOf(33, { lines: [line(1, -5)] }),
      [
        'Encabezado.Totales.MntNeto: negative_total',
        'Encabezado.Totales.MntTotal: negative_total',
        'Encabezado.Totales.IVA: out_of_range',
        'Detalle.0.PrcItem: out_of_range',
        'Detalle.0.MontoItem: out_of_range',
      ],
    ],
    [
      'when a whole number is none, then it says so',
      draftOf(33, { idDoc: { TermPagoDias: 1.5 } }),
      ['Encabezado.IdDoc.TermPagoDias: not_an_integer'],
    ],
    [
      'when a day does not exist, then it says so',
      draftOf(33, { idDoc: { FchVenc: '2026-02-29', FchEmis: '26-02-2026' } }),
      ['Encabezado.IdDoc.FchEmis: bad_date', 'Encabezado.IdDoc.FchVenc: bad_date'],
    ],
    [
      'when a period ends before it begins, then it says so',
      draftOf(33, { idDoc: { PeriodoDesde: '2026-07-02', PeriodoHasta: '2026-07-01' } }),
      ['Encabezado.IdDoc.PeriodoHasta: bad_date'],
    ],
    [
      'when the check digit of a RUT is wrong, then it says so',
      draftOf(33, { receptor: { ...RECEPTOR, RUTRecep: '60803000-1' } }),
      ['Encabezado.Receptor.RUTRecep: bad_rut'],
    ],
    [
      'when a code is not of the list, then it says so',
      draftOf(33, { idDoc: { FmaPago: 9 } }),
      ['Encabezado.IdDoc.FmaPago: bad_code'],
    ],
    [
      'when a mail address is none, then it says so',
      draftOf(33, { receptor: { ...RECEPTOR, CorreoRecep: 'correo' } }),
      ['Encabezado.Receptor.CorreoRecep: bad_pattern'],
    ],
    [
      'when a field is not of the schema, then it says so',
      draftOf(33, { rest: { Detale: [], Referencias: [1] }, idDoc: { FmaPgo: 1 } }),
      ['Encabezado.IdDoc.FmaPgo: unknown_field', 'Referencias: unknown_field'],
    ],
    [
      'when a field is of another type of document, then it says so',
      draftOf(33, { idDoc: { IndTraslado: 1 } }),
      ['Encabezado.IdDoc.IndTraslado: unknown_field'],
    ],
    [
      'when a group is a text, then it says so',
      draftOf(33, { encabezado: { Receptor: 'SII', Transporte: 7 } }),
      [
        'Encabezado.Receptor: not_an_object',
        ...['RUTRecep', 'RznSocRecep', 'GiroRecep', 'DirRecep', 'CmnaRecep'].map(
          (name) => `Encabezado.Receptor.${name}: required`,
        ),
        'Encabezado.Transporte: not_an_object',
      ],
    ],
    [
      'when a line is no object, then it says so',
      draftOf(33, { lines: ['Martillo'] }),
      ['Detalle.0: not_an_object', 'Detalle.0.PrcItem: required'],
    ],
    [
      'when a control character is in a text, then it is refused',
      draftOf(33, { lines: [line(1, 1, { NmbItem: 'a\u0007b' })] }),
      ['Detalle.0.NmbItem: bad_pattern'],
    ],
    [
      'when gross prices meet an additional tax, then it says so',
      draftOf(33, { idDoc: { MntBruto: 1 }, lines: [line(1, 1, { CodImpAdic: 27 })] }),
      ['Encabezado.IdDoc.MntBruto: bad_code'],
    ],
    [
      'when a tax per unit comes without amount, then it asks',
      draftOf(33, { lines: [line(1, 1000, { CodImpAdic: 28 })] }),
      ['Encabezado.Totales.ImptoReten: required'],
    ],
    [
      'when a discount in pesos has nothing to work on, then it says so',
      draftOf(34, { rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '$', ValorDR: 5 } } }),
      ['DscRcgGlobal.0.IndExeDR: bad_code'],
    ],
    [
      'when the discount is more than the lines, then it says so',
      draftOf(33, { rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '$', ValorDR: 5000 } } }),
      [
        'Encabezado.Totales.MntNeto: negative_total',
        'Encabezado.Totales.MntTotal: negative_total',
        'Encabezado.Totales.IVA: out_of_range',
      ],
    ],
    [
      'when an export line is not exempt, then it says so',
      draftOf(110, { totales: { TpoMoneda: 'EURO' }, lines: [line(1, 1, { IndExe: 2 })] }),
      ['Detalle.0.IndExe: bad_code'],
    ],
    [
      'when an export does not say its currency, then it asks',
      draftOf(110),
      ['Encabezado.Totales.TpoMoneda: required'],
    ],
  ])('%s', (_name, draft, expected) => {
    expect([...codesOf(draft)].sort()).toEqual([...expected].sort());
  });

  it.each<readonly [string, DraftObject, readonly string[]]>([
    ['when a note has no reference, then it asks for one', {}, ['Referencia: reference_required']],
    [
      'when its reference does not say what it does, then it asks',
      { Referencia: { TpoDocRef: 33, FolioRef: 1, FchRef: '2026-07-01' } },
      ['Referencia.0.CodRef: reference_code_required'],
    ],
    [
      'when its reference has no date, then it asks',
      { Referencia: { TpoDocRef: 33, FolioRef: 1, CodRef: 1 } },
      ['Referencia.0.FchRef: reference_date_required'],
    ],
    [
      'when it annuls two documents, then it says so',
      { Referencia: [reference(1), reference(1, { FolioRef: 2 })] },
      ['Referencia: single_reference_required'],
    ],
    [
      'when it corrects the amounts of two documents, then that is allowed',
      { Referencia: [reference(3), reference(3, { FolioRef: 2 })] },
      [],
    ],
    [
      'when a reference of the certification set stands before it, then that is allowed',
      { Referencia: [{ TpoDocRef: 'SET', FolioRef: 1, RazonRef: 'CASO 1-1' }, reference(1)] },
      [],
    ],
    [
      'when it corrects a text but its line costs something, then it says so',
      { Referencia: reference(2) },
      ['Detalle.0.MontoItem: amount_mismatch'],
    ],
  ])('%s', (_name, rest, expected) => {
    expect(codesOf(draftOf(61, { rest }))).toEqual(expected);
  });

  it('when a text is too long, then it is not cut but an issue with both lengths', () => {
    expect(issuesOf(draftOf(33, { lines: [line(1, 1, { NmbItem: 'x'.repeat(81) })] }))).toEqual([
      { path: 'Detalle.0.NmbItem', code: 'too_long', params: { max: 80, length: 81 } },
    ]);
  });

  it('when a text has characters beyond Latin-1, then they are named and a text without them offered', () => {
    expect(issuesOf(draftOf(33, { lines: [line(1, 1, { NmbItem: 'Café “Ñandú” – 5 € 🙂' })] }))).toEqual([
      {
        path: 'Detalle.0.NmbItem',
        code: 'not_latin1',
        params: { characters: '“”–€🙂', proposal: 'Café "Ñandú" - 5 EUR' },
      },
    ]);
  });

  it('when the draft gives amounts that add up differently, then each is named with both figures', () => {
    const draft = draftOf(33, {
      lines: [line(2, 100, { MontoItem: 201, DescuentoPct: 10, DescuentoMonto: 21 })],
      totales: { MntNeto: 180, TasaIVA: 18, IVA: '34', MntExe: 5, MntTotal: 215, MontoNF: 0 },
    });
    expect(issuesOf(draft)).toEqual([
      { path: 'Detalle.0.DescuentoMonto', code: 'amount_mismatch', params: { given: '21', expected: '20' } },
      { path: 'Detalle.0.MontoItem', code: 'amount_mismatch', params: { given: '201', expected: '180' } },
      {
        path: 'Encabezado.Totales.TasaIVA',
        code: 'amount_mismatch',
        params: { given: '18', expected: '19' },
      },
      { path: 'Encabezado.Totales.MntExe', code: 'amount_mismatch', params: { given: '5', expected: '0' } },
      {
        path: 'Encabezado.Totales.MntTotal',
        code: 'amount_mismatch',
        params: { given: '215', expected: '214' },
      },
    ]);
  });

  it('when the draft gives a tax that its lines do not have, then it is named', () => {
    const draft = draftOf(33, {
      lines: [line(1, 1000, { CodImpAdic: 27 })],
      totales: {
        ImptoReten: [
          { TipoImp: 27, TasaImp: 10, MontoImp: 100 },
          { TipoImp: 24, MontoImp: 315 },
        ],
      },
    });
    expect(codesOf(draft)).toEqual(['Encabezado.Totales.ImptoReten.1.MontoImp: amount_mismatch']);
  });

  it('when another type is being issued than the draft says, then it is an issue', () => {
    expect(issuesOf(draftOf(33), { type: 34 })).toEqual([
      { path: 'Encabezado.IdDoc.TipoDTE', code: 'bad_code' },
    ]);
    expect(issuesOf(draftOf(33, { idDoc: { TipoDTE: null } }), { type: 34 })).toEqual([]);
  });

  it('when there is no folio from anywhere, then it asks', () => {
    expect(validateDraft(draftOf(33), { today: TODAY, emisor: COMPANY })).toEqual([
      { path: 'Encabezado.IdDoc.Folio', code: 'required' },
    ]);
  });
});

describe('preview', () => {
  it('when fields are still missing, then lines and totals are there already', () => {
    const draft = {
      Encabezado: { IdDoc: { TipoDTE: 33 } },
      Detalle: [{ QtyItem: 2, PrcItem: 500 }, { NmbItem: 'Clavos' }],
    };
    const seen = preview(draft, context());
    expect(seen).toMatchObject({ type: 33, totals: { MntTotal: 1190 }, lineAmounts: [1000, null] });
    expect(seen.issues.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Detalle.0.NmbItem', 'Detalle.1.PrcItem', 'Encabezado.Receptor.RUTRecep']),
    );
  });

  it('when nothing is there yet, then there are no totals', () => {
    expect(preview({}, context())).toMatchObject({ type: null, totals: {}, lineAmounts: [] });
  });
});

describe('transliterate', () => {
  it.each([
    ['“Ñandú” — 50 €…', '"Ñandú" - 50 EUR...'],
    ['Łódź', 'Lódz'],
    ['a\u2003b\u200bc', 'a bc'],
    ['piñata', 'piñata'],
    ['日本', ''],
  ])('when it is given %j, then it offers %j', (given, expected) => {
    expect(transliterate(given)).toBe(expected);
  });
});
