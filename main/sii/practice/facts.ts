import type { Channel } from '../../../shared/domain/document-type.ts';
import { childrenOf, descend, onlyChild, onlyText, readXml, type XmlElement } from '../xml/read.ts';
import type { BoletaAmounts, Totals } from './totals.ts';

/** What the practice SII reads of an envelope. All values are text or numbers as they stand there. */
export interface EnvelopeFacts {
  readonly caratula: CaratulaFacts;
  /** In the order of the file. */
  readonly documents: readonly DocumentFacts[];
  readonly signed: boolean;
}

interface CaratulaFacts {
  readonly rutEmisor: string;
  readonly rutEnvia: string;
  readonly rutReceptor: string;
  readonly fchResol: string;
  readonly nroResol: number;
  readonly subtotals: ReadonlyMap<number, number>;
}

export interface DocumentFacts {
  readonly type: number;
  readonly folio: number;
  readonly issuedOn: string;
  readonly rutEmisor: string;
  readonly rutReceptor: string;
  /** Null for export documents: their amounts are in other currencies, with decimals. */
  readonly totals: Totals | null;
  readonly total: number;
  /** Null for all but boletas. */
  readonly boleta: BoletaAmounts | null;
  /** `AAAA-MM-DD` of TmstFirma. */
  readonly signedOn: string;
  readonly stamp: StampFacts | null;
  readonly references: readonly ReferenceFacts[];
}

interface StampFacts {
  readonly rutEmisor: string;
  readonly type: number;
  readonly folio: number;
  readonly issuedOn: string;
  readonly rutReceptor: string;
  readonly total: number;
  readonly caf: CafFacts | null;
}

interface CafFacts {
  readonly rut: string;
  readonly type: number;
  readonly from: number;
  readonly to: number;
  readonly authorizedOn: string;
}

export interface ReferenceFacts {
  /** TpoDocRef: a number or a code such as SET. */
  readonly type: string;
  readonly folio: string;
  readonly code: number | null;
}

export type FactsResult =
  | { readonly ok: true; readonly facts: EnvelopeFacts }
  /** A line for DETAIL of STATUS 7. */
  | { readonly ok: false; readonly detail: string };

/** The SII names no byte limit; 2000 documents of some 8 KiB stay below. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Root, and most documents and subtotals of an envelope (XSD; PROTOCOL.md 3, limits). */
const LIMITS: Readonly<
  Record<Channel, { readonly root: string; readonly documents: number; readonly subtotals: number }>
> = {
  factura: { root: 'EnvioDTE', documents: 2000, subtotals: 20 },
  boleta: { root: 'EnvioBOLETA', documents: 500, subtotals: 2 },
};

const BOLETAS = new Set([39, 41]);

class Missing extends Error {}

const text = (element: XmlElement, name: string): string => {
  const value = onlyText(element, name);
  if (value === null || value === '')
    throw new Missing(`LSX-00213: only 0 occurrences of particle "${name}", minimum is 1`);
  return value;
};
const whole = (element: XmlElement, name: string): number => {
  const value = text(element, name);
  if (!/^-?\d{1,18}$/.test(value))
    throw new Missing(`LSX-00221: "${value}" is not a valid integer of "${name}"`);
  return Number(value);
};
const amount = (element: XmlElement, name: string): number => {
  const value = onlyText(element, name);
  if (value === null || value === '') return 0;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Missing(`LSX-00221: "${value}" is not a valid number of "${name}"`);
  return number;
};
const child = (element: XmlElement, name: string): XmlElement => {
  const found = onlyChild(element, name);
  if (!found) throw new Missing(`LSX-00213: only 0 occurrences of particle "${name}", minimum is 1`);
  return found;
};

/** @param file bytes of the whole file, ISO-8859-1 */
export const readFacts = (file: Buffer, channel: Channel): FactsResult => {
  const xml = readXml(file.toString('latin1'), MAX_FILE_BYTES);
  if (!xml.ok)
    return {
      ok: false,
      detail: `LSX-00200: XML ${xml.what === 'truncated' ? 'truncated' : 'not well formed'}`,
    };
  const limits = LIMITS[channel];
  if (xml.root.name !== limits.root)
    return { ok: false, detail: `LSX-00021: undefined element "${xml.root.name}"` };
  try {
    const set = child(xml.root, 'SetDTE');
    const caratula = caratulaOf(child(set, 'Caratula'), limits.subtotals);
    const dtes = childrenOf(set, 'DTE');
    if (dtes.length === 0) throw new Missing('LSX-00213: only 0 occurrences of particle "DTE", minimum is 1');
    if (dtes.length > limits.documents) {
      throw new Missing(
        `LSX-00222: ${dtes.length} occurrences of particle "DTE", maximum is ${limits.documents}`,
      );
    }
    return {
      ok: true,
      facts: {
        caratula,
        documents: dtes.map((dte) => documentOf(dte, channel)),
        signed: onlyChild(xml.root, 'Signature') !== null,
      },
    };
  } catch (error) {
    if (error instanceof Missing) return { ok: false, detail: error.message };
    throw error;
  }
};

const caratulaOf = (caratula: XmlElement, mostSubtotals: number): CaratulaFacts => {
  const rows = childrenOf(caratula, 'SubTotDTE');
  if (rows.length > mostSubtotals) {
    throw new Missing(
      `LSX-00222: ${rows.length} occurrences of particle "SubTotDTE", maximum is ${mostSubtotals}`,
    );
  }
  return {
    rutEmisor: text(caratula, 'RutEmisor'),
    rutEnvia: text(caratula, 'RutEnvia'),
    rutReceptor: text(caratula, 'RutReceptor'),
    fchResol: text(caratula, 'FchResol'),
    nroResol: whole(caratula, 'NroResol'),
    subtotals: new Map(rows.map((row) => [whole(row, 'TpoDTE'), whole(row, 'NroDTE')])),
  };
};

const EXPORTS = 'Exportaciones';

const documentOf = (dte: XmlElement, channel: Channel): DocumentFacts => {
  const document = onlyChild(dte, 'Documento') ?? onlyChild(dte, EXPORTS);
  if (!document) throw new Missing('LSX-00213: only 0 occurrences of particle "Documento", minimum is 1');
  const head = child(document, 'Encabezado');
  const id = child(head, 'IdDoc');
  const totals = child(head, 'Totales');
  const type = whole(id, 'TipoDTE');
  if (BOLETAS.has(type) !== (channel === 'boleta'))
    throw new Missing(`LSX-00222: "${type}" is not a valid value of "TipoDTE"`);
  return {
    type,
    folio: whole(id, 'Folio'),
    issuedOn: text(id, 'FchEmis'),
    rutEmisor: text(child(head, 'Emisor'), 'RUTEmisor'),
    rutReceptor: text(child(head, 'Receptor'), 'RUTRecep'),
    total: amount(totals, 'MntTotal'),
    totals: document.name === EXPORTS ? null : totalsOf(totals),
    boleta: channel === 'boleta' ? boletaOf(document, id, totals, type) : null,
    signedOn: text(document, 'TmstFirma').slice(0, 10),
    stamp: stampOf(document),
    references: childrenOf(document, 'Referencia').map(referenceOf),
  };
};

/** IndExe of a line: 1 exempt; 2 and 6 are not billed (format-boletas.txt, area Detalle). */
const NOT_BILLED = new Set(['2', '6']);

/** EnvioBOLETA_v11.xsd, and what format-boletas.txt demands beyond it: net and IVA in an afecta, neither in an exenta. */
const boletaOf = (document: XmlElement, id: XmlElement, totals: XmlElement, type: number): BoletaAmounts => {
  if (!/^[1-4]$/.test(text(id, 'IndServicio')))
    throw new Missing('LSX-00222: not a valid value of "IndServicio"');
  if (type === 39) for (const name of ['MntNeto', 'IVA']) whole(totals, name);
  else if (onlyText(totals, 'MntNeto') !== null || onlyText(totals, 'IVA') !== null)
    throw new Missing('LSX-00213: "MntNeto" and "IVA" are not of a boleta exenta');
  return {
    net: amount(totals, 'MntNeto'),
    exempt: amount(totals, 'MntExe'),
    vat: amount(totals, 'IVA'),
    netLines: onlyText(id, 'IndMntNeto') === '2',
    lines: childrenOf(document, 'Detalle').map((line) => ({
      exempt: onlyText(line, 'IndExe') === '1' || type === 41,
      billed: !NOT_BILLED.has(onlyText(line, 'IndExe') ?? ''),
      amount: amount(line, 'MontoItem'),
    })),
    adjusted: childrenOf(document, 'DscRcgGlobal').length > 0,
  };
};

const commissionsOf = (totals: XmlElement): number => {
  const commissions = onlyChild(totals, 'Comisiones');
  if (!commissions) return 0;
  return ['ValComNeto', 'ValComExe', 'ValComIVA'].reduce((sum, name) => sum + amount(commissions, name), 0);
};

const totalsOf = (totals: XmlElement): Totals => ({
  net: amount(totals, 'MntNeto'),
  exempt: amount(totals, 'MntExe'),
  vat: amount(totals, 'IVA'),
  creditForBuilders: amount(totals, 'CredEC'),
  bottleDeposit: amount(totals, 'GrntDep'),
  commissions: commissionsOf(totals),
  taxes: childrenOf(totals, 'ImptoReten').map((tax) => ({
    code: whole(tax, 'TipoImp'),
    amount: amount(tax, 'MontoImp'),
  })),
  total: amount(totals, 'MntTotal'),
});

const stampOf = (document: XmlElement): StampFacts | null => {
  const data = descend(document, 'TED', 'DD');
  if (!data) return null;
  const authorisation = descend(data, 'CAF', 'DA');
  const range = authorisation && onlyChild(authorisation, 'RNG');
  return {
    rutEmisor: text(data, 'RE'),
    type: whole(data, 'TD'),
    folio: whole(data, 'F'),
    issuedOn: text(data, 'FE'),
    rutReceptor: text(data, 'RR'),
    total: amount(data, 'MNT'),
    caf: authorisation &&
      range && {
        rut: text(authorisation, 'RE'),
        type: whole(authorisation, 'TD'),
        from: whole(range, 'D'),
        to: whole(range, 'H'),
        authorizedOn: text(authorisation, 'FA'),
      },
  };
};

const referenceOf = (reference: XmlElement): ReferenceFacts => ({
  type: onlyText(reference, 'TpoDocRef') ?? '',
  folio: onlyText(reference, 'FolioRef') ?? '',
  code: /^[1-3]$/.test(onlyText(reference, 'CodRef') ?? '') ? whole(reference, 'CodRef') : null,
});
