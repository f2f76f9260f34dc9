import { describe, expect, it } from 'vitest';
import { draftFrom } from '../../../renderer/features/documents/form/begin.ts';
import { issuesElsewhere } from '../../../renderer/features/documents/form/field-issues.ts';
import { formAmount, signOf } from '../../../renderer/features/documents/form/form-money.ts';
import { emptyForm, hiddenElements } from '../../../renderer/features/documents/form/model.ts';
import { formOf } from '../../../renderer/features/documents/form/read-draft.ts';
import { draftOf } from '../../../renderer/features/documents/form/write-draft.ts';

const header = {
  IdDoc: { TipoDTE: 110, FmaPagExp: 1 },
  Receptor: { RznSocRecep: 'Pacific Fruit Inc.', Extranjero: { Nacionalidad: '225' } },
  Transporte: { Aduana: { CodModVenta: 1, CodClauVenta: 5, TotBultos: 4, Booking: 'B-77' } },
  Totales: { TpoMoneda: 'EURO' },
  OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 1050.5 },
};
const draft = { Encabezado: header, Detalle: [{ NmbItem: 'Piñas', QtyItem: 2, PrcItem: 10 }] };

describe('the form of an export', () => {
  it('gives back the draft that it was filled from, what it does not show included', () => {
    const form = formOf(draft, 33);
    expect(form.export).toMatchObject({ kind: 'goods', currency: 'EURO', rate: 1050.5, packages: 4 });
    expect(hiddenElements(form)).toBe(1);
    expect(draftOf(form)).toEqual(draft);
  });

  it('of services, says no customs data and no rate to pesos of what is in pesos', () => {
    const form = formOf(draft, 33);
    const services = draftOf({ ...form, export: { ...form.export, kind: '3', currency: 'PESO CL' } });
    expect(services).toMatchObject({ Encabezado: { IdDoc: { IndServicio: 3 } } });
    expect(services).not.toHaveProperty('Encabezado.Transporte.Aduana.CodModVenta');
    expect(services).not.toHaveProperty('Encabezado.OtraMoneda');
  });

  it('keeps a rate to another currency than pesos as it came', () => {
    const odd = { ...draft, Encabezado: { ...header, OtraMoneda: { TpoMoneda: 'YEN', TpoCambio: 160 } } };
    const form = formOf(odd, 33);
    expect(form.export.rate).toBe('');
    expect(draftOf(form)).toEqual(odd);
  });

  it('changed to a factura, says nothing of it', () => {
    const plain = draftOf({ ...emptyForm(110), type: 33 });
    expect(plain).not.toHaveProperty('Encabezado.Totales');
    expect(plain).not.toHaveProperty('Encabezado.IdDoc.IndServicio');
  });

  it('writes amounts in its own currency', () => {
    const form = emptyForm(110);
    expect(formAmount(signOf(form), 1234.5)).toBe('US$ 1.234,5');
    expect(formAmount(signOf({ ...form, export: { ...form.export, currency: 'PESO CL' } }), 1234)).toBe(
      '$1.234',
    );
    expect(formAmount(signOf(emptyForm(33)), 1234)).toBe('$1.234');
  });

  it('shows what is wrong beside the card’s own fields', () => {
    const rate = { path: 'Encabezado.OtraMoneda.TpoCambio', code: 'out_of_range' };
    expect(issuesElsewhere([rate], emptyForm(110))).toEqual([]);
    expect(issuesElsewhere([rate], emptyForm(33))).toEqual([rate]);
  });

  it('annulled, gives a nota de crédito de exportación in the same currency', () => {
    const note = draftFrom('anular', { type: 110, folio: 7, issuedOn: '2026-07-01' }, draft);
    expect(note).toMatchObject({
      Encabezado: {
        IdDoc: { TipoDTE: 112, FmaPagExp: 1 },
        Totales: { TpoMoneda: 'EURO' },
        OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 1050.5 },
      },
      Referencia: [{ TpoDocRef: '110', FolioRef: '7', CodRef: 1 }],
    });
  });
});
