import { afterAll, describe, expect, it } from 'vitest';
import { prepareDraft } from '../../../main/domain/draft/index.ts';
import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { context, draftOf, reference } from './support/drafts.ts';
import { readJson } from './support/material.ts';

interface Case {
  readonly detalle: readonly DraftObject[];
  readonly totales: Readonly<Record<string, number>>;
}
const { cases } = readJson('fixtures/set-de-pruebas/001-basico.expected.json') as {
  cases: Readonly<Record<string, Case>>;
};

/** Which document each case of the set is; a global discount is of the affected lines. */
const TYPES: Readonly<Record<string, DocumentType>> = { '414175-6': 61 };
const TOTALS = ['MntNeto', 'MntExe', 'IVA', 'MntTotal'] as const;
let ran = 0;

/** The lines as a person enters them: without the amounts that are to be worked out. */
const entered = (detalle: readonly DraftObject[]): readonly DraftObject[] =>
  detalle.map(({ MontoItem: _amount, DescuentoMonto: _discount, ...line }) => line);

describe('the basic certification set', () => {
  it('when its cases are read, then there are some', () => {
    expect(Object.keys(cases).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(cases))(
    'when case %s is prepared, then lines and totals are those expected',
    (name, { detalle, totales }) => {
      const type = TYPES[name] ?? 33;
      const percent = totales['descuentoGlobalPct'];
      const prepared = prepareDraft(
        draftOf(type, {
          lines: entered(detalle),
          rest: {
            ...(percent === undefined
              ? {}
              : { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: percent } }),
            ...(type === 61
              ? { Referencia: [{ TpoDocRef: 'SET', FolioRef: 1, RazonRef: `CASO ${name}` }, reference(3)] }
              : {}),
          },
        }),
        context(),
      );
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
      expect(prepared.document.content['Detalle']).toMatchObject(detalle);
      for (const total of TOTALS)
        expect([total, prepared.totals[total] ?? 0]).toEqual([total, totales[total]]);
      ran += 1;
    },
  );

  it('when case 5 corrects the giro of the receptor, then the note is of 0', () => {
    const prepared = prepareDraft(
      draftOf(61, {
        lines: [{ NmbItem: 'DONDE DICE Giro1 DEBE DECIR Giro2' }],
        rest: { Referencia: [{ TpoDocRef: 'SET', FolioRef: 5, RazonRef: 'CASO 414175-5' }, reference(2)] },
      }),
      context(),
    );
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
    expect(prepared.totals).toEqual({ MntNeto: 0, TasaIVA: 19, IVA: 0, MntTotal: 0 });
  });

  afterAll(() => {
    console.info(`basic set: ${ran} of ${Object.keys(cases).length} cases with totals as expected`);
  });
});
