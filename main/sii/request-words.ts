import { createHash } from 'node:crypto';
import { type Rut, splitRut } from '../../shared/domain/rut.ts';
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
}): string => {
  const sender = splitRut(form.sender);
  const company = splitRut(form.company);
  const hash = createHash('sha256').update(form.envelope).digest('hex');
  return [
    `rutSender=${sender.body}-${sender.verifier}`,
    `rutCompany=${company.body}-${company.verifier}`,
    `archivo=${form.fileName} (${form.envelope.length} bytes, sha256 ${hash})`,
  ].join('\n');
};
