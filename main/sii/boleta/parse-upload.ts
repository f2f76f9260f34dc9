import { z } from 'zod';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { UploadAnswer } from '../types.ts';
import { estado, isFor, optionalText, trackId } from './fields.ts';
import { readJson, unreadable } from './json.ts';

const schema = z.object({ rut_emisor: optionalText, trackid: trackId, estado });

/** The only state of an envelope that has just been taken in. */
const RECEIVED = 'REC';

/**
 * Answer of boleta.electronica.envio, PROTOCOL.md 5. Only an explicit REC with a track id is "received".
 * @param company to whom the answer must be addressed, if it says to whom
 */
export const parseUpload = (
  body: Buffer,
  contentType: string | null,
  company: Rut,
): Extract<UploadAnswer, { kind: 'received' | 'unreadable' }> => {
  const read = readJson(body, contentType, schema);
  if (!read.ok) return read.unreadable;
  const { value } = read;
  if (!isFor(company, value.rut_emisor) || value.estado !== RECEIVED) return unreadable('other');
  return { kind: 'received', trackId: value.trackid };
};
