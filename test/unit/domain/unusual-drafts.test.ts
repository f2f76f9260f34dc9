import { describe, expect, it } from 'vitest';
import { prepareDraft, preview } from '../../../main/domain/draft/index.ts';
import { dig } from '../../../main/domain/values.ts';
import { context, draftOf } from './support/drafts.ts';
import { REFUSED, UNUSUAL } from './support/unusual.ts';

/** Worked out by hand from PROTOCOL.md 8 and format-dte.txt A to D; test/integration/dte holds the documents against the XSD. */
describe('unusual drafts', () => {
  it.each(UNUSUAL)(
    'when $name, then type $type comes to what was worked out',
    ({ type, parts, totals, other }) => {
      const draft = draftOf(type, parts);
      expect(preview(draft, context()).totals).toEqual(totals);
      const prepared = prepareDraft(draft, context());
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
      expect(prepared.totals).toEqual(totals);
      if (other) expect(dig(prepared.document.content, 'Encabezado', 'OtraMoneda')).toEqual(other);
      const again = prepareDraft(prepared.document.content, context());
      expect(again.ok && JSON.stringify(again.document)).toBe(JSON.stringify(prepared.document));
    },
  );

  it.each(REFUSED)('when $name, then it is refused at $issue', ({ type, parts, issue }) => {
    const { issues } = preview(draftOf(type, parts), context());
    expect(issues.map(({ path, code }) => `${path}: ${code}`)).toContain(issue);
  });

  it.each([
    [5_265_000, undefined, []],
    [5_265_001, undefined, ['Encabezado.Receptor.RUTRecep']],
    [9_000_000, { RUTRecep: '76000001-9', RznSocRecep: 'El Roble' }, ['Encabezado.IdDoc.MedioPago']],
  ])('when a boleta is of %i with UF 39,000, then it says what is missing', (price, Receptor, paths) => {
    const draft = draftOf(39, {
      lines: [{ NmbItem: 'Motor', PrcItem: price }],
      ...(Receptor ? { encabezado: { Receptor } } : {}),
    });
    const { warnings } = preview(draft, context({ ufPesos: 39_000 }));
    expect(warnings.filter(({ code }) => code === 'boleta_over_limit').map(({ path }) => path)).toEqual(
      paths,
    );
  });

  it('when a big boleta is paid in cash, then mail and telephone are asked for, one after the other', () => {
    const of = (receptor: Record<string, string>) =>
      preview(
        draftOf(39, {
          idDoc: { MedioPago: 1 },
          lines: [{ NmbItem: 'Motor', PrcItem: 6_000_000 }],
          encabezado: { Receptor: { RUTRecep: '76000001-9', RznSocRecep: 'El Roble', ...receptor } },
        }),
        context({ ufPesos: 39_000 }),
      ).warnings.map(({ path }) => path);
    expect(of({})).toEqual(['Encabezado.Receptor.CorreoRecep']);
    expect(of({ CorreoRecep: 'a@roble.invalid' })).toEqual(['Encabezado.Receptor.TelefonoRecep']);
    expect(of({ CorreoRecep: 'a@roble.invalid', TelefonoRecep: '+56 2 2000 0000' })).toEqual([]);
  });

  it('when a discount in pesos is over lines with different taxes, then that is said', () => {
    const draft = draftOf(33, {
      lines: [
        { NmbItem: 'Pisco', PrcItem: 1000, CodImpAdic: 24 },
        { NmbItem: 'Pan', PrcItem: 1000 },
      ],
      rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '$', ValorDR: 100 } },
    });
    expect(preview(draft, context()).warnings.map(({ path, code }) => `${path}: ${code}`)).toContain(
      'DscRcgGlobal.0.TpoValor: global_in_pesos_over_taxes',
    );
  });
});
