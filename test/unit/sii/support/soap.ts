import { escapeXml } from '../../../../main/sii/xml/escape.ts';

/** An answer of the SII's Axis around the RESPUESTA that it carries as escaped text. */
export const inSoap = (operation: string, inner: string, encoding: BufferEncoding = 'utf8'): Buffer =>
  inRawSoap(operation, escapeXml(inner), encoding);

/** The same around anything, taken as it is. */
export const inRawSoap = (operation: string, content: string, encoding: BufferEncoding = 'utf8'): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>` +
      `<n:${operation}Response xmlns:n="x"><${operation}Return>${content}</${operation}Return></n:${operation}Response>` +
      `</e:Body></e:Envelope>`,
    encoding,
  );

/** RESPUESTA with these pieces in header and body. */
export const respuesta = (header: string, body = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><SII:RESPUESTA xmlns:SII="http://www.sii.cl/XMLSchema">` +
  `<SII:RESP_HDR>${header}</SII:RESP_HDR>${body === '' ? '' : `<SII:RESP_BODY>${body}</SII:RESP_BODY>`}</SII:RESPUESTA>`;

export const soapFaultAnswer = (text: string): Buffer =>
  Buffer.from(
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode>` +
      `<faultstring>${escapeXml(text)}</faultstring></e:Fault></e:Body></e:Envelope>`,
  );
