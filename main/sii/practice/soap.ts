import { SOAP_NAMESPACE } from '../factura/soap.ts';
import { decodeAnswer } from '../xml/decode.ts';
import { escapeXml } from '../xml/escape.ts';
import { onlyChild, readXml } from '../xml/read.ts';

export type SoapRequest =
  | { readonly kind: 'call'; readonly values: readonly string[] }
  /** What the SII's Axis says in a fault, with HTTP 500. */
  | { readonly kind: 'fault'; readonly text: string };

/** The Axis of the SII takes parameters by position, whatever their names (PROTOCOL.md 4.1). */
export const readSoapCall = (body: Buffer, operation: string): SoapRequest => {
  const fault = (text: string): SoapRequest => ({ kind: 'fault', text });
  const text = decodeAnswer(body);
  const xml = text === null ? null : readXml(text);
  // Undeclared prefixes end here too, as they do at the SII (PROTOCOL.md 2.2).
  if (!xml?.ok) return fault('org.xml.sax.SAXParseException');
  const call = xml.root.namespace === SOAP_NAMESPACE && onlyChild(xml.root, 'Body')?.children[0];
  if (!call || call.name !== operation) return fault(`No such operation '${operation}'`);
  return { kind: 'call', values: call.children.map((child) => child.text) };
};

/** Names and values of RESP_HDR or RESP_BODY, in order. */
export type Fields = readonly (readonly [name: string, value: string | number])[];

const elements = (fields: Fields): string =>
  fields.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`).join('');

/** Header and body of a RESPUESTA. */
export interface QueryReply {
  readonly header: Fields;
  readonly body: Fields | null;
}

/** RESPUESTA as it is, which is how the boleta API sends it. PROTOCOL.md 5. */
export const respuestaXml = (header: Fields, body: Fields | null): string =>
  `<?xml version="1.0" encoding="UTF-8"?><SII:RESPUESTA xmlns:SII="http://www.sii.cl/XMLSchema">` +
  `<SII:RESP_HDR>${elements(header)}</SII:RESP_HDR>` +
  `${body ? `<SII:RESP_BODY>${elements(body)}</SII:RESP_BODY>` : ''}</SII:RESPUESTA>`;

/** RESPUESTA, entity-escaped in the operation's return element. PROTOCOL.md 2.1. */
export const soapAnswer = (
  namespace: string,
  operation: string,
  header: Fields,
  body: Fields | null,
): Buffer =>
  envelope(
    `<ns1:${operation}Response soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"` +
      ` xmlns:ns1="${escapeXml(namespace)}"><${operation}Return xsi:type="xsd:string">${escapeXml(respuestaXml(header, body))}` +
      `</${operation}Return></ns1:${operation}Response>`,
  );

export const soapFault = (text: string): Buffer =>
  envelope(
    `<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode>` +
      `<faultstring>${escapeXml(text)}</faultstring><detail/></soapenv:Fault>`,
  );

const envelope = (body: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${SOAP_NAMESPACE}"` +
      ` xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
      `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    'utf8',
  );
