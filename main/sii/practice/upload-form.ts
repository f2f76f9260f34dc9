import type { Rut } from '../../../shared/domain/rut.ts';
import { type FormPart, readForm } from './form.ts';

export interface UploadHeaders {
  readonly contentType: string;
  readonly userAgent: string;
  readonly cookie: string;
}

export interface UploadForm {
  readonly sender: Rut;
  readonly company: Rut;
  readonly fileName: string;
  readonly file: Buffer;
}

/** Fields in the order in which the SII wants them, the same on both channels. PROTOCOL.md 3 and 5. */
const FIELDS = ['rutSender', 'dvSender', 'rutCompany', 'dvCompany', 'archivo'];

export const tokenOf = (cookie: string): string => /(?:^|;\s*)TOKEN=([^;\s]+)/.exec(cookie)?.[1] ?? '';

/** @returns 'cut' when the body stops before its end, null when it is no upload */
export const readUpload = ({ contentType }: UploadHeaders, body: Buffer): UploadForm | 'cut' | null => {
  const form = readForm(contentType, body);
  if (form.kind === 'cut') return 'cut';
  return form.kind === 'form' ? formOf(form.parts) : null;
};

const formOf = (parts: readonly FormPart[]): UploadForm | null => {
  if (parts.map((part) => part.name).join() !== FIELDS.join()) return null;
  const [rutSender = '', dvSender = '', rutCompany = '', dvCompany = ''] = parts
    .slice(0, 4)
    .map((part) => part.content.toString('latin1'));
  const file = parts[4];
  if (!file?.fileName || !/\.xml$/i.test(file.fileName) || !/^text\/xml\b/i.test(file.contentType ?? ''))
    return null;
  return {
    sender: `${rutSender}-${dvSender.toUpperCase()}`,
    company: `${rutCompany}-${dvCompany.toUpperCase()}`,
    fileName: file.fileName,
    file: file.content,
  };
};
