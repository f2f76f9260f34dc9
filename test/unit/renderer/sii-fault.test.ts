import { describe, expect, it } from 'vitest';
import { faultIn, valueAt } from '../../../renderer/features/documents/form/sii-fault.ts';

describe('the field that the SII objected to', () => {
  it.each([
    ['(HED-3-903) RUT Receptor Invalido', 'Encabezado.Receptor.RUTRecep'],
    ['REF-3-758: Falta Codigo de Referencia', 'Referencia.0.CodRef'],
    ["LSX-00221: value too long in element 'GiroRecep'", 'Encabezado.Receptor.GiroRecep'],
    ['DTE/Documento/Detalle[3]/NmbItem: not valid', 'Detalle.2.NmbItem'],
    ['Detalle: the element QtyItem is missing', 'Detalle.0.QtyItem'],
  ])('of "%s", when it is looked for, is %s', (said, path) => {
    expect(faultIn(['no field here', said])).toEqual({ path, said });
  });

  it('of a signature, a folio or silence, when it is looked for, is none', () => {
    expect(faultIn(['(DTE-3-505) Firma DTE Incorrecta', 'DTE-3-101: Folio ya recibido', ''])).toBeNull();
    expect(faultIn([])).toBeNull();
  });

  it('of a draft, when it is read, is what the draft has there', () => {
    const draft = {
      Encabezado: { Receptor: { RUTRecep: '76192083-9' } },
      Detalle: [{ NmbItem: 'Pan' }, { NmbItem: 'Queso' }],
    };
    expect(valueAt(draft, 'Encabezado.Receptor.RUTRecep')).toBe('76192083-9');
    expect(valueAt(draft, 'Detalle.1.NmbItem')).toBe('Queso');
    expect(valueAt(draft, 'Detalle.7.NmbItem')).toBeUndefined();
    expect(valueAt(draft, 'Referencia.0.CodRef')).toBeUndefined();
  });
});
