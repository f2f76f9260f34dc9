/**
 * The SII's document types that Resguardo knows, and what tells them apart.
 * Source: PROTOCOL.md 7 (Documento, Exportaciones), 5 (boletas), official DTE_v10.xsd and EnvioBOLETA_v11.xsd.
 */
export const DOCUMENT_TYPES = [33, 34, 39, 41, 46, 52, 56, 61, 110, 111, 112] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** Types of a practice company's first CAFs. */
export const PRACTICE_TYPES = [33, 39, 52, 56, 61] as const satisfies readonly DocumentType[];

/** The channel by which the SII takes a type: DTEUpload (SOAP services) or the boleta REST API. */
export type Channel = 'factura' | 'boleta';

export const isDocumentType = (value: unknown): value is DocumentType =>
  DOCUMENT_TYPES.includes(value as DocumentType);

export const channelOf = (type: DocumentType): Channel => (type === 39 || type === 41 ? 'boleta' : 'factura');
