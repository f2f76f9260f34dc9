import { type AuthAnswer, readAuth, SEED, TOKEN } from '../login.ts';
import { decodeAnswer } from '../xml/decode.ts';
import { readXml } from '../xml/read.ts';

const parse =
  (what: typeof SEED | typeof TOKEN) =>
  (body: Buffer, contentType: string | null): AuthAnswer => {
    if (body.length === 0) return { kind: 'unreadable', what: 'empty' };
    const text = decodeAnswer(body, contentType);
    if (text === null) return { kind: 'unreadable', what: 'other' };
    const xml = readXml(text);
    if (!xml.ok) return { kind: 'unreadable', what: xml.what };
    if (xml.root.name !== 'RESPUESTA') return { kind: 'unreadable', what: 'other' };
    return readAuth(xml.root, what);
  };

/** Answer of boleta.electronica.semilla: RESPUESTA as it is, no SOAP around it. PROTOCOL.md 5. */
export const parseSeed = parse(SEED);

/** Answer of boleta.electronica.token. PROTOCOL.md 5. */
export const parseToken = parse(TOKEN);
