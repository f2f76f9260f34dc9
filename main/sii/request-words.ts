import type { Rut } from '../../shared/domain/rut.ts';
import { sha256Hex } from '../store/hash.ts';
import type { SoapCall } from './factura/soap.ts';

/** Of a login: a signed seed opens a session as a token does. */
const SECRET = new Set(['Token', 'pszXml']);

/** What a SOAP call asked, a line for each parameter, but for what opens a session. */
export const soapWords = ({ operation, parameters }: SoapCall): string =>
  [
    operation,
    ...parameters.filter(([name]) => !SECRET.has(name)).map(([name, value]) => `${name}=${value}`),
  ].join('\n');

/** What an upload carried. The envelope lies in the store, and is the same that has this hash. */
export const uploadWords = (form: {
  readonly sender: Rut;
  readonly company: Rut;
  readonly fileName: string;
  readonly envelope: Buffer;
}): string =>
  [
    `rutSender=${form.sender}`,
    `rutCompany=${form.company}`,
    `archivo=${form.fileName} (${form.envelope.length} bytes, sha256 ${sha256Hex(form.envelope)})`,
  ].join('\n');
