import { AppError, appError } from '../../shared/domain/errors.ts';
import { type Asn1, CONTEXT, octets, oid, parseAsn1, part } from './asn1.ts';
import { decrypt, IterationBudget, macMatches } from './pfx-cipher.ts';

/** What a PKCS#12 file (.pfx, .p12) holds: every key and every certificate, not yet paired. RFC 7292. */
export interface PfxContents {
  /** PKCS#8, DER. */
  readonly keys: readonly Buffer[];
  /** X.509, DER. */
  readonly certificates: readonly Buffer[];
}

/** A certificate with its chain has some 10 KB. */
const MAX_BYTES = 1_000_000;

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAG = '1.2.840.113549.1.12.10.1.';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

interface Opening {
  readonly password: string | null;
  readonly budget: IterationBudget;
}

/**
 * @throws AppError pfx_unreadable: no PKCS#12, cut short, or of a kind that nobody here knows;
 *   pfx_wrong_password; pfx_too_costly: refused before the work is done
 */
export const openPfx = (bytes: Buffer, password: string): PfxContents => {
  if (bytes.length > MAX_BYTES) throw appError('pfx_unreadable');
  try {
    const pfx = parseAsn1(bytes);
    const content = dataOf(part(pfx, 1));
    const opening = checkPassword(pfx, content, password);
    const bags = parseAsn1(content).parts.flatMap((each) => readContentInfo(each, opening));
    return {
      keys: bags.flatMap((bag) => (bag.kind === 'key' ? [bag.der] : [])),
      certificates: bags.flatMap((bag) => (bag.kind === 'certificate' ? [bag.der] : [])),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw appError('pfx_unreadable');
  }
};

/** The MAC tells a wrong password from a damaged file. No password at all and an empty one are written differently. */
const checkPassword = (pfx: Asn1, content: Buffer, password: string): Opening => {
  const budget = new IterationBudget();
  const macData = pfx.parts[2];
  if (!macData) return { password, budget };
  for (const each of password === '' ? ['', null] : [password]) {
    if (macMatches(macData, content, each, budget)) return { password: each, budget };
  }
  throw appError('pfx_wrong_password');
};

/** ContentInfo of type data: its octets. */
const dataOf = (contentInfo: Asn1): Buffer => {
  if (oid(part(contentInfo, 0)) !== DATA) throw new Error('PKCS#12: not a file with a password');
  return octets(part(part(contentInfo, 1), 0));
};

interface Bag {
  readonly kind: 'key' | 'certificate';
  readonly der: Buffer;
}

const readContentInfo = (contentInfo: Asn1, opening: Opening): readonly Bag[] => {
  const type = oid(part(contentInfo, 0));
  if (type === DATA) return readSafeContents(parseAsn1(dataOf(contentInfo)), opening);
  if (type !== ENCRYPTED_DATA) throw new Error('PKCS#12: not a file with a password');
  const encryptedInfo = part(part(part(contentInfo, 1), 0), 1);
  const encrypted = part(encryptedInfo, 2);
  return readSafeContents(
    parsePlain(decryptOrRefuse(part(encryptedInfo, 1), octets(encrypted), opening)),
    opening,
  );
};

const decryptOrRefuse = (algorithm: Asn1, encrypted: Buffer, { password, budget }: Opening): Buffer => {
  const plain = decrypt(algorithm, encrypted, password, budget);
  if (plain === null) throw appError('pfx_wrong_password');
  return plain;
};

/** One wrong password in 256 leaves good padding: then it is the contents that make no sense. */
const parsePlain = (plain: Buffer): Asn1 => {
  try {
    return parseAsn1(plain);
  } catch {
    throw appError('pfx_wrong_password');
  }
};

const readSafeContents = (safeContents: Asn1, opening: Opening): readonly Bag[] =>
  safeContents.parts.flatMap((bag) => readBag(bag, opening));

const readBag = (bag: Asn1, opening: Opening): readonly Bag[] => {
  const type = oid(part(bag, 0));
  const wrapper = part(bag, 1);
  if (wrapper.tagClass !== CONTEXT) throw new Error('PKCS#12: a bag without contents');
  const value = part(wrapper, 0);
  switch (type) {
    case `${BAG}1`:
      return [{ kind: 'key', der: value.der() }];
    case `${BAG}2`: {
      const plain = decryptOrRefuse(part(value, 0), octets(part(value, 1)), opening);
      return [{ kind: 'key', der: parsePlain(plain).der() }];
    }
    case `${BAG}3`:
      if (oid(part(value, 0)) !== X509_CERTIFICATE) return [];
      return [{ kind: 'certificate', der: octets(part(part(value, 1), 0)) }];
    case `${BAG}6`:
      return readSafeContents(value, opening);
    // Revocation lists and secrets of other programs.
    default:
      return [];
  }
};
