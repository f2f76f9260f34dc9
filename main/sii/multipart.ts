import { randomBytes } from 'node:crypto';
import { type Rut, splitRut } from '../../shared/domain/rut.ts';

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.xml$/;

export interface Multipart {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * The upload's form as one Buffer, fields in the SII's order (PROTOCOL.md 3 and 5, the same on both channels): the SII
 * cuts or refuses bodies that come chunked, as those of FormData do.
 * @param boundary for tests; by default a random one that does not occur in the file
 * @throws Error for a file name that the SII would not take: a mistake of the program
 */
export const uploadForm = (
  sender: Rut,
  company: Rut,
  fileName: string,
  file: Buffer,
  boundary: string = freshBoundary(file),
): Multipart => {
  if (!FILE_NAME.test(fileName)) throw new Error('file name must be plain ASCII and end in .xml');
  const from = splitRut(sender);
  const of = splitRut(company);
  const field = (name: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head =
    field('rutSender', from.body) +
    field('dvSender', from.verifier) +
    field('rutCompany', of.body) +
    field('dvCompany', of.verifier) +
    `--${boundary}\r\nContent-Disposition: form-data; name="archivo"; filename="${fileName}"\r\n` +
    `Content-Type: text/xml\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      Buffer.from(head, 'latin1'),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1'),
    ]),
  };
};

const freshBoundary = (file: Buffer): string => {
  for (;;) {
    const boundary = `---------------------------${randomBytes(12).toString('hex')}`;
    if (!file.includes(boundary)) return boundary;
  }
};
