import { decodeAnswer } from '../xml/decode.ts';
import { escapeXml } from '../xml/escape.ts';
import { descend, onlyChild, readXml, type XmlElement, type XmlFailure } from '../xml/read.ts';

/**
 * SOAP 1.1, rpc/encoded, written by hand: the SII's WSDLs point at an internal host and no Node library reads their
 * bindings (PROTOCOL.md 1). xsi and xsd must be declared or the SII answers 500 (PROTOCOL.md 2.2).
 */
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';

export interface SoapCall {
  /** `/DTEWS/CrSeed.jws` */
  readonly path: string;
  readonly operation: string;
  /** In the WSDL's order: the SII's Axis matches by position. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** @param base the environment's address: the SII's namespaces name its own host */
export const soapBody = (base: string, call: SoapCall): Buffer => {
  const parameters = call.parameters
    .map(([name, value]) => `<${name} xsi:type="xsd:string">${escapeXml(value)}</${name}>`)
    .join('');
  const open = `m:${call.operation} xmlns:m="${escapeXml(base + call.path)}"`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_NAMESPACE}" xmlns:SOAP-ENC="${ENCODING}"` +
      ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"` +
      ` SOAP-ENV:encodingStyle="${ENCODING}"><SOAP-ENV:Body>` +
      (parameters === '' ? `<${open}/>` : `<${open}>${parameters}</m:${call.operation}>`) +
      `</SOAP-ENV:Body></SOAP-ENV:Envelope>`,
    'utf8',
  );
};

export const SOAP_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/xml; charset=utf-8',
  SOAPAction: '""',
  Accept: 'text/xml',
};

export type SoapAnswer =
  /** Root of the XML that came entity-escaped in the return element: RESPUESTA. */
  | { readonly kind: 'inner'; readonly respuesta: XmlElement }
  | { readonly kind: 'fault'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly what: XmlFailure };

/** Opens an answer down to the RESPUESTA inside. PROTOCOL.md 2.1. */
export const openSoapAnswer = (body: Buffer, contentType: string | null, operation: string): SoapAnswer => {
  const unreadable = (what: XmlFailure): SoapAnswer => ({ kind: 'unreadable', what });
  if (body.length === 0) return unreadable('empty');
  const text = decodeAnswer(body, contentType);
  if (text === null) return unreadable('other');
  const outer = readXml(text);
  if (!outer.ok) return unreadable(outer.what);
  if (outer.root.name !== 'Envelope' || outer.root.namespace !== SOAP_NAMESPACE) return unreadable('other');

  const fault = descend(outer.root, 'Body', 'Fault');
  if (fault) return { kind: 'fault', text: onlyChild(fault, 'faultstring')?.text.trim() ?? '' };

  const returned = descend(outer.root, 'Body', `${operation}Response`, `${operation}Return`);
  if (!returned || returned.children.length > 0) return unreadable('other');
  const inner = readXml(returned.text);
  if (!inner.ok) return unreadable(inner.what);
  if (inner.root.name !== 'RESPUESTA') return unreadable('other');
  return { kind: 'inner', respuesta: inner.root };
};

/** The SII says "Error de Autenticacion: TOKEN invalido" in a fault (PROTOCOL.md 2.2). */
export const isTokenFault = (text: string): boolean =>
  /token/i.test(text) && /autentic|inv[aá]lid/i.test(text);
