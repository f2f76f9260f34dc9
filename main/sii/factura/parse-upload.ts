import { parseRut, type Rut } from '../../../shared/domain/rut.ts';
import { TRACK_ID } from '../track-id.ts';
import type { Silence, UploadAnswer } from '../types.ts';
import { decodeAnswer } from '../xml/decode.ts';
import { childrenOf, onlyChild, onlyText, readXml } from '../xml/read.ts';

type Parsed = Exclude<UploadAnswer, { kind: 'transport' | 'http' | 'auth' }>;

const unreadable = (what: Extract<Silence, { kind: 'unreadable' }>['what']): Parsed => ({
  kind: 'unreadable',
  what,
});

/**
 * Answer of DTEUpload, PROTOCOL.md 3. Only an explicit STATUS 0 with a track id is "received".
 * @param company to whom the answer must be addressed, if it says to whom
 */
export const parseUpload = (body: Buffer, contentType: string | null, company: Rut): Parsed => {
  if (body.length === 0) return unreadable('empty');
  const text = decodeAnswer(body, contentType);
  if (text === null) return unreadable('other');
  const xml = readXml(text);
  if (!xml.ok) return unreadable(xml.what);
  if (xml.root.name !== 'RECEPCIONDTE') return unreadable('other');

  const addressee = parseRut(onlyText(xml.root, 'RUTCOMPANY') ?? '');
  if (addressee !== null && addressee !== company) return unreadable('other');

  const written = onlyText(xml.root, 'STATUS');
  if (written === null || !/^-?\d{1,6}$/.test(written)) return unreadable('no_status');
  const status = Number(written);
  if (status !== 0) {
    const detail = onlyChild(xml.root, 'DETAIL');
    const details = detail ? childrenOf(detail, 'ERROR').map((error) => error.text.trim()) : [];
    return { kind: 'status', status, details };
  }
  const trackId = onlyText(xml.root, 'TRACKID');
  if (trackId === null || !TRACK_ID.test(trackId)) return unreadable('other');
  return { kind: 'received', trackId };
};
