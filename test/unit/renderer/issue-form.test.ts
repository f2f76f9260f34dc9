import { describe, expect, it } from 'vitest';
import {
  issueAt,
  issuesElsewhere,
  visibleIssues,
} from '../../../renderer/features/documents/form/field-issues.ts';
import { emptyForm, emptyLine, hiddenElements } from '../../../renderer/features/documents/form/model.ts';
import { formOf } from '../../../renderer/features/documents/form/read-draft.ts';
import { draftOf } from '../../../renderer/features/documents/form/write-draft.ts';
import type { Draft } from '../../../shared/domain/draft.ts';

const simple: Draft = {
  Encabezado: {
    IdDoc: { TipoDTE: 33, FmaPago: 2, MedioPago: 'CH' },
    Emisor: { RUTEmisor: '76192083-9' },
    Receptor: {
      RUTRecep: '60803000-K',
      RznSocRecep: 'Servicio de Impuestos Internos',
      Contacto: 'Ana',
    },
  },
  Detalle: [
    { NmbItem: 'Conectores RJ45', QtyItem: 450, PrcItem: 70, CdgItem: { TpoCodigo: 'INT1', VlrCodigo: 'a' } },
  ],
  Comisiones: { Glosa: 'una' },
};

describe('a draft read into the form', () => {
  it('elements the form shows, when read, stand in its fields', () => {
    const form = formOf(simple, 61);
    expect(form).toMatchObject({ type: 33, payment: '2', receptor: { rut: '60.803.000-K' } });
    expect(form.lines).toMatchObject([{ name: 'Conectores RJ45', quantity: 450, price: 70 }]);
  });

  it('elements the form does not show, when written back untouched, are all kept', () => {
    expect(draftOf(formOf(simple, 33))).toEqual(simple);
    expect(hiddenElements(formOf(simple, 33))).toBe(6);
  });

  it('a single element standing alone, when read, counts as a list of one', () => {
    const form = formOf({ Detalle: { NmbItem: 'Uno' } }, 33);
    expect(draftOf(form)['Detalle']).toEqual([{ NmbItem: 'Uno' }]);
  });

  it('numbers as digits, when read, become numbers and other text stays for main to judge', () => {
    const form = formOf({ Detalle: [{ NmbItem: 'A', QtyItem: '2.5', PrcItem: 'diez' }] }, 33);
    expect(form.lines).toMatchObject([{ quantity: 2.5, price: 'diez' }]);
  });

  it('a discount given as percentage and amount, when untouched, keeps both', () => {
    const line = { NmbItem: 'A', PrcItem: 100, DescuentoPct: 10, DescuentoMonto: 10 };
    expect(draftOf(formOf({ Detalle: [line] }, 33))['Detalle']).toEqual([line]);
  });

  it('a line that is not invoiceable, when read, is not taken for an exempt one', () => {
    const form = formOf({ Detalle: [{ NmbItem: 'Envase', IndExe: 2 }] }, 33);
    expect(form.lines[0]?.exempt).toBe(false);
    expect(draftOf(form)['Detalle']).toEqual([{ NmbItem: 'Envase', IndExe: 2 }]);
  });
});

describe('the form written as a draft', () => {
  it('a form just opened, when written, leaves out what is blank', () => {
    expect(draftOf(emptyForm(33))).toEqual({
      Encabezado: { IdDoc: { TipoDTE: 33, FmaPago: 1 }, Receptor: {} },
      Detalle: [{ QtyItem: 1 }],
    });
  });

  it('a RUT as people type it, when written, has the SII form', () => {
    const form = emptyForm(33);
    const draft = draftOf({ ...form, receptor: { ...form.receptor, rut: '60.803.000-k' } });
    expect(draft).toMatchObject({ Encabezado: { Receptor: { RUTRecep: '60803000-K' } } });
  });

  it('a line with discount in pesos and exempt, when written, uses the SII names', () => {
    const line = {
      ...emptyLine(),
      name: 'A',
      price: 100,
      discount: 5,
      discountKind: '$' as const,
      exempt: true,
    };
    expect(draftOf({ ...emptyForm(33), lines: [line] })['Detalle']).toEqual([
      { IndExe: 1, NmbItem: 'A', QtyItem: 1, PrcItem: 100, DescuentoMonto: 5 },
    ]);
  });

  it('a nota de crédito, when begun, asks for the document that it corrects', () => {
    expect(draftOf(emptyForm(61))['Referencia']).toEqual([{ TpoDocRef: '33', CodRef: 1 }]);
  });

  it('a guía, when begun, has a reason for the transfer and other types have none', () => {
    expect(draftOf(emptyForm(52))).toMatchObject({ Encabezado: { IdDoc: { IndTraslado: 1 } } });
    expect(draftOf({ ...emptyForm(52), type: 33 })).not.toHaveProperty('Encabezado.IdDoc.IndTraslado');
  });
});

describe('the issues beside fields', () => {
  const issues = [
    { path: 'Encabezado.Receptor.RUTRecep', code: 'bad_rut' },
    { path: 'Encabezado.Receptor.GiroRecep', code: 'required' },
    { path: 'Detalle.0.CdgItem.0.TpoCodigo', code: 'too_long' },
  ];

  it('a field never left, while typing, says nothing', () => {
    expect(visibleIssues(issues, new Set(), false)).toEqual([]);
  });

  it('a field left with a mistake, while typing, says so; one left empty does not', () => {
    const touched = new Set(['Encabezado.Receptor.RUTRecep', 'Encabezado.Receptor.GiroRecep']);
    expect(visibleIssues(issues, touched, false)).toEqual([issues[0]]);
  });

  it('all of them, after trying to issue, are shown', () => {
    expect(visibleIssues(issues, new Set(), true)).toEqual(issues);
    expect(issueAt(issues, 'Encabezado.Receptor.GiroRecep')).toEqual(issues[1]);
  });

  it('an issue without a field on screen, when shown, is listed apart', () => {
    expect(issuesElsewhere(issues, emptyForm(33))).toEqual([issues[2]]);
  });
});
