import { prepareDraft } from '../../../../main/domain/draft/index.ts';
import { createDteEngine, toDteFile } from '../../../../main/dte/engine.ts';
import { makePrintData, type PrintContext } from '../../../../main/print/print-data.ts';
import { isDocumentType } from '../../../../shared/domain/document-type.ts';
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { PrintData } from '../../../../shared/print/data.ts';
import { COMPANY, cafOf, SIGNED_AT, throwaway } from '../../../support/certificates.ts';

const EMISOR = {
  rut: COMPANY,
  name: 'Diseño & Cía. Ltda.',
  giro: 'Diseño y construcción de muebles',
  acteco: [310_001],
  address: 'Av. Ñuñoa 1',
  comuna: 'Ñuñoa',
  city: 'Santiago',
};

/** A draft as the file that is stored of it: prepared, stamped and signed by the project's own engine. */
export const signedFile = (draft: Draft, folio = 60): Buffer => {
  const prepared = prepareDraft(draft, { folio, today: '2026-11-24', emisor: EMISOR });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
  const { type } = prepared.document;
  if (!isDocumentType(type)) throw new Error('no type');
  const { caf, key } = cafOf(type);
  return toDteFile(createDteEngine().sign(prepared.document, caf, key, throwaway().certificate, SIGNED_AT));
};

export const CONTEXT: PrintContext = {
  paper: 'letter',
  cedible: false,
  practice: false,
  nroResol: 80,
  fchResol: '2014-08-22',
  siiOffice: 'Santiago Centro',
};

export const copyOf = (draft: Draft, changes: Partial<PrintContext> = {}): PrintData =>
  makePrintData(signedFile(draft), { ...CONTEXT, ...changes });

/** `Monto neto $1.000`, a row after the other. */
export const sums = (data: PrintData): readonly string[] =>
  data.totals.map(({ label, value }) => `${label} ${value}`.replaceAll('\u00a0', ' '));
