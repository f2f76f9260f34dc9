import type { Draft, DraftObject } from '../../../../shared/domain/draft.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { type Correction, noteTypeFor } from '../../../lib/corrections.ts';
import { documentName } from '../../../lib/text.ts';
import { isExport } from './export-fields.ts';
import { emptyForm, groupOf, type IssueForm, listOf, without } from './model.ts';
import { formOf } from './read-draft.ts';
import { faultIn, type SiiFault } from './sii-fault.ts';

/** What a document may be begun from another one for, by its name in the address. */
export const PURPOSES = ['duplicar', 'corregir', 'anular', 'texto', 'montos'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const purposeOf = (name: string | null): Purpose | null =>
  PURPOSES.find((purpose) => purpose === name) ?? null;

/** The document that another one is begun from. */
export interface Source {
  readonly type: number;
  readonly folio: number;
  readonly issuedOn: string;
}

const t = texts.documents.form;
const CODES: Readonly<Record<Correction, number>> = { anular: 1, texto: 2, montos: 3 };

/** What belongs to one document alone: its number, its dates. Totals are worked out again. */
const OWN_ID = ['Folio', 'FchEmis', 'FchVenc', 'FchCancel'];

const withoutOwn = (draft: Draft): Draft => {
  const header = groupOf(draft['Encabezado']);
  return {
    ...draft,
    Encabezado: { ...header, IdDoc: without(groupOf(header['IdDoc']), OWN_ID) },
  };
};

/** Lines of an exempt document are exempt one by one in a note, which could hold others. */
const linesFor = (draft: Draft, type: number): readonly DraftObject[] =>
  listOf(draft['Detalle']).map((line) => {
    const bare = without(line, ['NroLinDet', 'MontoItem']);
    return (type === 34 || type === 41) && bare['IndExe'] === undefined ? { ...bare, IndExe: 1 } : bare;
  });

const reasonOf = (purpose: Correction, source: Source): string => {
  if (purpose === 'anular') return t.reasons.annul(documentName(source));
  return purpose === 'texto' ? t.reasons.text : t.reasons.amounts;
};

const only = (group: DraftObject, names: readonly string[]): DraftObject =>
  Object.fromEntries(Object.entries(group).filter(([name]) => names.includes(name)));

/** A note about an export has its currency, rate and customs data; amounts are worked out again. */
const exportHeader = (header: DraftObject): DraftObject => {
  const rate = only(groupOf(header['OtraMoneda']), ['TpoMoneda', 'TpoCambio']);
  const transport = groupOf(header['Transporte']);
  return {
    Totales: only(groupOf(header['Totales']), ['TpoMoneda']),
    ...(Object.keys(rate).length > 0 ? { OtraMoneda: rate } : {}),
    ...(Object.keys(transport).length > 0 ? { Transporte: transport } : {}),
  };
};

/** A note about a document: same receptor, one reference that says what it does, and its lines unless it corrects a text. */
const noteDraft = (purpose: Correction, source: Source, draft: Draft): Draft => {
  const header = groupOf(draft['Encabezado']);
  const globals = listOf(draft['DscRcgGlobal']);
  const gross = source.type === 39 || Number(groupOf(header['IdDoc'])['MntBruto']) === 1;
  const lines = linesFor(draft, source.type);
  return {
    Encabezado: {
      IdDoc: {
        TipoDTE: noteTypeFor(source.type),
        ...(gross ? { MntBruto: 1 } : {}),
        ...(isExport(source.type) ? only(groupOf(header['IdDoc']), ['IndServicio', 'FmaPagExp']) : {}),
      },
      Receptor: groupOf(header['Receptor']),
      ...(isExport(source.type) ? exportHeader(header) : {}),
    },
    Detalle: purpose === 'texto' ? [{ NmbItem: '' }] : [...lines],
    ...(purpose === 'anular' && globals.length > 0 ? { DscRcgGlobal: [...globals] } : {}),
    Referencia: [
      {
        TpoDocRef: String(source.type),
        FolioRef: String(source.folio),
        FchRef: source.issuedOn,
        CodRef: CODES[purpose],
        RazonRef: reasonOf(purpose, source),
      },
    ],
  };
};

/** The draft that a document gives for a purpose. */
export const draftFrom = (purpose: Purpose, source: Source, draft: Draft): Draft =>
  purpose === 'duplicar' || purpose === 'corregir' ? withoutOwn(draft) : noteDraft(purpose, source, draft);

/** How a form begins: filled or not, and what to say about it. */
export interface Beginning {
  readonly form: IssueForm;
  readonly note: string | null;
  /** What the SII objected to, if it is to be corrected: the form opens there. */
  readonly fault: SiiFault | null;
}

export const beginEmpty = (type: number): Beginning => ({
  form: emptyForm(type),
  note: null,
  fault: null,
});

/** Goes on with a draft that was kept; one that is gone begins anew. */
export const beginKept = (draft: Draft | null, type: number): Beginning =>
  draft === null
    ? { form: emptyForm(type), note: texts.documents.drafts.gone, fault: null }
    : { form: formOf(draft, type), note: texts.documents.drafts.continued, fault: null };

const NOTES = {
  duplicar: t.from.duplicate,
  corregir: t.from.correct,
  anular: t.from.annul,
  texto: t.from.text,
  montos: t.from.amounts,
} as const;

/** @param words what the SII said when it refused the document, line by line */
export const beginFrom = (
  purpose: Purpose,
  source: Source,
  draft: Draft,
  words: readonly string[] = [],
): Beginning => {
  const correcting = purpose === 'corregir';
  const note = NOTES[purpose](documentName(source));
  return {
    form: formOf(draftFrom(purpose, source, draft), source.type),
    note: correcting && words.length > 0 ? `${note} ${t.from.siiSaid(words.join(' · '))}` : note,
    fault: correcting ? faultIn(words) : null,
  };
};
