import forge from 'node-forge';

/** ASN.1 as this program reads it: a thin, typed skin over node-forge, for certificates and PKCS#12 files. */
export interface Asn1 {
  readonly tagClass: number;
  readonly type: number;
  /** Parts of a constructed value; empty for a primitive one. */
  readonly parts: readonly Asn1[];
  /** Content of a primitive value; empty for a constructed one. */
  readonly bytes: Buffer;
  /** The value with its tag and length, in DER. */
  readonly der: () => Buffer;
}

export const CONTEXT = 0x80;
const OBJECT_IDENTIFIER = 0x06;

/**
 * Reads DER, and BER with its open lengths, which some programs write PKCS#12 files in.
 * @throws Error when there is more or less than one value
 */
export const parseAsn1 = (bytes: Buffer): Asn1 =>
  fromForge(
    forge.asn1.fromDer(bytes.toString('latin1'), {
      strict: true,
      parseAllBytes: true,
      // What an octet or bit string holds is for the reader to know, not to be guessed.
      decodeBitStrings: false,
    } as unknown as boolean),
  );

const fromForge = (value: forge.asn1.Asn1): Asn1 => {
  const { tagClass, type } = value;
  const der = (): Buffer => Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
  if (Array.isArray(value.value)) {
    return { tagClass, type, parts: value.value.map(fromForge), bytes: Buffer.alloc(0), der };
  }
  return { tagClass, type, parts: [], bytes: Buffer.from(value.value, 'latin1'), der };
};

/** @throws Error when it is not there */
export const part = (value: Asn1 | undefined, index: number): Asn1 => {
  const found = value?.parts[index];
  if (!found) throw new Error(`ASN.1: no part ${index}`);
  return found;
};

/** The object identifier, dotted. */
export const oid = (value: Asn1): string => {
  if (value.type !== OBJECT_IDENTIFIER || value.bytes.length === 0) throw new Error('ASN.1: no identifier');
  return forge.asn1.derToOid(forge.util.createBuffer(value.bytes.toString('latin1')));
};

/** A small whole number. */
export const smallInteger = (value: Asn1): number => {
  if (value.bytes.length === 0 || value.bytes.length > 6) throw new Error('ASN.1: a number out of range');
  return value.bytes.readIntBE(0, value.bytes.length);
};

/** Content of an octet string; BER may cut it in pieces. */
export const octets = (value: Asn1): Buffer =>
  value.parts.length > 0 ? Buffer.concat(value.parts.map(octets)) : value.bytes;
