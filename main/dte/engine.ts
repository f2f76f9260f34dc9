import type { KeyObject } from 'node:crypto';
import { channelOf } from '../../shared/domain/document-type.ts';
import type { Element } from '../domain/schema/element.ts';
import { documentSchema } from '../domain/schema/index.ts';
import { dig } from '../domain/values.ts';
import { writeCaratula } from './caratula.ts';
import { encodeLatin1 } from './latin1.ts';
import { signXml } from './sign.ts';
import { makeTed } from './ted.ts';
import type { Caf, Caratula, CompleteDocument, DteEngine, SignedDte, SigningCertificate } from './types.ts';
import { writeElement } from './writer.ts';

const SII_DTE = 'http://www.sii.cl/SiiDte';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Convention C of PROTOCOL.md 7.3: the document declares the same two namespaces as the envelope, so that its
 * signature is good alone, inside of the envelope, and cut out of it again.
 */
const DTE_TAG = `<DTE xmlns="${SII_DTE}" xmlns:xsi="${XSI}" version="1.0">`;
const XML_DECLARATION = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';

/** The most documents that one envelope may have: EnvioDTE_v10.xsd and EnvioBOLETA_v11.xsd. */
export const MAX_DTES = { factura: 2000, boleta: 500 } as const;
/** The most types, in the same schemas. */
const MAX_TYPES = { factura: 20, boleta: 2 } as const;

export const createDteEngine = (
  schemaOf: (type: CompleteDocument['type']) => Element = documentSchema,
): DteEngine => ({
  sign: (document, caf, cafKey, certificate, signedAt) =>
    signDocument(schemaOf(document.type), document, { caf, cafKey, certificate, signedAt }),
  wrap: wrapDtes,
});

/** A document as a file of its own: with the XML declaration before it. */
export const toDteFile = (dte: SignedDte): Buffer =>
  Buffer.concat([encodeLatin1(XML_DECLARATION), dte.bytes, encodeLatin1('\n')]);

interface Means {
  readonly caf: Caf;
  readonly cafKey: KeyObject;
  readonly certificate: SigningCertificate;
  readonly signedAt: string;
}

const signDocument = (schema: Element, document: CompleteDocument, means: Means): SignedDte => {
  const { type, folio, content } = document;
  const { caf, cafKey, certificate, signedAt } = means;
  assertFits(document, means);
  const id = `F${folio}T${type}`;
  const ted = makeTed(document, caf, cafKey, signedAt);
  const body = writeElement(schema, content, {
    attributes: { ID: id },
    tail: `${ted}\n<TmstFirma>${signedAt}</TmstFirma>\n`,
  });
  const target = { name: schema.name, id };
  const text = signXml({ before: `${DTE_TAG}\n${body}`, after: '\n</DTE>', target }, certificate);
  return { bytes: encodeLatin1(text), id, type, folio };
};

/** The store gives out folios and CAFs; a mistake there must not become a signed document. */
const assertFits = ({ type, folio, content }: CompleteDocument, { caf, signedAt }: Means): void => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(signedAt)) throw new Error('signedAt is no local time');
  if (caf.type !== type || folio < caf.from || folio > caf.to) {
    throw new Error(`folio ${folio} of type ${type} is not of CAF ${caf.type} ${caf.from}-${caf.to}`);
  }
  const rut = dig(content, 'Encabezado', 'Emisor', 'RUTEmisor');
  if (rut !== caf.rut) throw new Error(`the CAF is of ${caf.rut}, the document of ${String(rut)}`);
  const idDoc = dig(content, 'Encabezado', 'IdDoc');
  if (Number(dig(idDoc, 'TipoDTE')) !== type || Number(dig(idDoc, 'Folio')) !== folio) {
    throw new Error(`IdDoc is not of folio ${folio} of type ${type}`);
  }
};

const wrapDtes = (
  dtes: readonly SignedDte[],
  caratula: Caratula,
  certificate: SigningCertificate,
): Buffer => {
  const channel = channelOfAll(dtes);
  const root = channel === 'boleta' ? 'EnvioBOLETA' : 'EnvioDTE';
  const xsd = channel === 'boleta' ? 'EnvioBOLETA_v11.xsd' : 'EnvioDTE_v10.xsd';
  // The SII compares the head of the file letter by letter: this order of attributes, this declaration (PROTOCOL.md 3).
  const open = `<${root} xmlns="${SII_DTE}" xmlns:xsi="${XSI}" xsi:schemaLocation="${SII_DTE} ${xsd}" version="1.0">\n`;
  const set = [
    '<SetDTE ID="SetDoc">\n',
    writeCaratula(caratula, dtes, MAX_TYPES[channel]),
    ...dtes.map((dte) => `${dteText(dte)}\n`),
    '</SetDTE>\n',
  ].join('');
  const text = signXml(
    { before: `${open}${set}`, after: `\n</${root}>\n`, target: { name: 'SetDTE', id: 'SetDoc' } },
    certificate,
  );
  return encodeLatin1(`${XML_DECLARATION}${text}`);
};

const channelOfAll = (dtes: readonly SignedDte[]): 'factura' | 'boleta' => {
  const [first, ...others] = dtes.map((dte) => channelOf(dte.type));
  if (!first) throw new Error('an envelope needs a document');
  if (others.some((other) => other !== first)) throw new Error('boletas and other documents in one envelope');
  if (dtes.length > MAX_DTES[first]) throw new Error(`more than ${MAX_DTES[first]} documents`);
  if (new Set(dtes.map((dte) => dte.id)).size !== dtes.length) throw new Error('the same ID twice');
  return first;
};

/** As text, inserted as it is: nothing of a signed document is written anew. */
const dteText = (dte: SignedDte): string => {
  const text = dte.bytes.toString('latin1');
  if (!text.startsWith(DTE_TAG) || !text.endsWith('</DTE>')) {
    throw new Error(`${dte.id} was not made by this engine`);
  }
  return text;
};
