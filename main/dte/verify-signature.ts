import { SignedXml } from 'xml-crypto';
import { C14N, keepLetters, parseXml } from './canonical.ts';
import { parseBase64, unescapeText } from './latin1.ts';
import { at, contentOf, type ElementSpan, namespacesAt, outerOf } from './markup.ts';
import { publicKeyObject, type RsaPublicKey, sameRsaKey } from './rsa.ts';
import { ENVELOPED, RSA_SHA1, SHA1, XMLDSIG } from './sign.ts';
import { readX509 } from './x509.ts';

const SII_DTE = 'http://www.sii.cl/SiiDte';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

export interface SignatureCheck {
  readonly ok: boolean;
  /** English, short; empty when ok. */
  readonly reason: string;
  /** Namespace context in which it verified, or the last one tried. */
  readonly context: string;
}

/**
 * Checks the signature of a DTE or an envelope: that it is good, over the very element that readers will read, and by
 * the key of the certificate that it shows. Not whether that certificate is to be trusted.
 *
 * Against signature wrapping the signed element is not looked for by its ID: it is the one child besides the signature,
 * and its ID must be the one that the signature names. Both are cut out as text and verified apart from the rest of
 * the file.
 * @param signed local names that the signed child may have
 */
export const checkSignature = (
  text: string,
  root: ElementSpan,
  signed: readonly string[],
): SignatureCheck => {
  const fail = (reason: string, context = 'as-is'): SignatureCheck => ({ ok: false, reason, context });
  const signatures = root.children.filter((child) => child.localName === 'Signature');
  const [signature] = signatures;
  if (!signature) return fail('no signature');
  if (signatures.length > 1) return fail('more than one signature');
  const [target, ...others] = root.children.filter((child) => child !== signature);
  if (!target || others.length > 0 || !signed.includes(target.localName)) {
    return fail(`next to the signature stands something else than one ${signed.join(' or ')}`);
  }
  if (hasLooseText(text, root)) return fail('text outside of the signed element');
  const fault = profileFault(signature, target);
  if (fault !== null) return fail(fault);
  const key = readKeyValue(text, signature);
  if (!key) return fail('KeyValue is missing or unreadable');
  const { outcome, context } = tryContexts(text, root, { signature, target, key });
  const certificateFault = findCertificateFault(text, signature, key);
  if (outcome !== 'good') return fail(REASONS[outcome], context);
  if (certificateFault === null) return { ok: true, reason: '', context };
  return fail(`only the certificate fails: ${certificateFault}; the signature itself is good`, context);
};

type Outcome = 'good' | 'digest' | 'value' | 'repeated' | 'unreadable';

const REASONS: Readonly<Record<Exclude<Outcome, 'good'>, string>> = {
  digest: 'the digest differs: the content is not what was signed',
  value: 'SignatureValue does not verify with the key in KeyValue',
  repeated: 'the signed ID is used more than once',
  unreadable: 'the signature cannot be read',
};

interface Parts {
  readonly signature: ElementSpan;
  readonly target: ElementSpan;
  readonly key: RsaPublicKey;
}

/**
 * Documents reach a receiver without the namespaces that they were signed in, or with more: three conventions are in
 * use, and what others do when they cut documents out adds to that (PROTOCOL.md 7.3). First where it stands, namespaces
 * of the elements around included; then cut out, in each of the three.
 */
const tryContexts = (
  text: string,
  root: ElementSpan,
  parts: Parts,
): { readonly outcome: Outcome; readonly context: string } => {
  const contexts: readonly (readonly [string, ReadonlyMap<string, string>])[] = [
    ['as-is', namespacesAt(root)],
    ['none', new Map()],
    ['xmlns', new Map([['xmlns', SII_DTE]])],
    [
      'xmlns+xsi',
      new Map([
        ['xmlns', SII_DTE],
        ['xmlns:xsi', XSI],
      ]),
    ],
  ];
  // The most telling failure of all contexts: a good digest means that only the value is wrong.
  let outcome: Outcome = 'digest';
  let context = 'as-is';
  for (const [name, namespaces] of contexts) {
    context = name;
    const result = verifyIn(namespaces, text, root, parts);
    if (result === 'good') return { outcome: result, context };
    if (result !== 'digest') outcome = result;
  }
  return { outcome, context };
};

/** The target and its signature alone under a root with these namespaces. Its other attributes are not signed. */
const verifyIn = (
  namespaces: ReadonlyMap<string, string>,
  text: string,
  root: ElementSpan,
  { signature, target, key }: Parts,
): Outcome => {
  const declarations = [...namespaces]
    .map(([name, uri]) => ` ${name}="${uri.replaceAll('"', '&quot;')}"`)
    .join('');
  // The signature goes first: xml-crypto takes the namespaces of the first SignedInfo that it meets, and an envelope's
  // documents have one each.
  const alone = keepLetters(
    `<${root.name}${declarations}>${outerOf(text, signature)}${outerOf(text, target)}</${root.name}>`,
  );
  try {
    const signatureNode = Array.from(parseXml(alone).documentElement.childNodes)[0];
    if (!signatureNode) return 'unreadable';
    const verifier = new SignedXml({ publicCert: publicKeyObject(key), getCertFromKeyInfo: () => null });
    verifier.loadSignature(signatureNode);
    if (!verifier.checkSignature(alone)) return 'digest';
    const [reference, ...more] = verifier.getSignedReferences();
    const isTarget = reference?.startsWith(`<${target.name}`) && more.length === 0;
    return isTarget ? 'good' : 'unreadable';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('signature value')) return 'value';
    return message.includes('multiple elements') ? 'repeated' : 'unreadable';
  }
};

/** Comments and white space say nothing; any other text next to the signed element would be read and is not signed. */
const hasLooseText = (text: string, root: ElementSpan): boolean => {
  let from = root.contentStart;
  let loose = '';
  for (const child of root.children) {
    loose += text.slice(from, child.start);
    from = child.end;
  }
  loose += text.slice(from, root.contentEnd);
  return loose.replace(/<!--[\s\S]*?-->/g, '').trim() !== '';
};

const TRANSFORMS: readonly string[] = ['', C14N, ENVELOPED, `${ENVELOPED} ${C14N}`];

/** What is not as the SII's schema has it (PROTOCOL.md 7.3), in words; null when all is. */
const profileFault = (signature: ElementSpan, target: ElementSpan): string | null => {
  const attribute = (name: string, ...path: readonly string[]): string | null => {
    const value = at(signature, ...path)?.attributes.get(name);
    return value === undefined ? null : unescapeText(value);
  };
  const parts = signature.children.map((child) => child.localName).join(' ');
  if (parts !== 'SignedInfo SignatureValue KeyInfo') return 'the signature is not of the SII’s form';
  if (namespacesAt(signature).get('xmlns') !== XMLDSIG)
    return 'the signature has not the namespace of XMLDSig';
  if (attribute('Algorithm', 'SignedInfo', 'CanonicalizationMethod') !== C14N)
    return 'another canonical form';
  if (attribute('Algorithm', 'SignedInfo', 'SignatureMethod') !== RSA_SHA1) return 'signed by another method';
  if (attribute('Algorithm', 'SignedInfo', 'Reference', 'DigestMethod') !== SHA1)
    return 'another digest method';
  const transforms = at(signature, 'SignedInfo', 'Reference', 'Transforms')?.children ?? [];
  const names = transforms.map((each) => unescapeText(each.attributes.get('Algorithm') ?? '?')).join(' ');
  if (!TRANSFORMS.includes(names)) return 'transforms that the SII does not take';
  const uri = attribute('URI', 'SignedInfo', 'Reference');
  const id = target.attributes.get('ID');
  if (id === undefined || uri !== `#${unescapeText(id)}`)
    return `the signature is of another element than ${target.name}`;
  return null;
};

const readKeyValue = (text: string, signature: ElementSpan): RsaPublicKey | null => {
  const read = (name: string): Buffer | null => {
    const element = at(signature, 'KeyInfo', 'KeyValue', 'RSAKeyValue', name);
    return element ? parseBase64(contentOf(text, element)) : null;
  };
  const modulus = read('Modulus');
  const exponent = read('Exponent');
  return modulus && exponent ? { modulus, exponent } : null;
};

const findCertificateFault = (text: string, signature: ElementSpan, key: RsaPublicKey): string | null => {
  const element = at(signature, 'KeyInfo', 'X509Data', 'X509Certificate');
  if (!element) return 'there is none';
  const der = parseBase64(contentOf(text, element));
  if (!der) return 'it is not base64';
  try {
    const certificate = readX509(der);
    return certificate.key && sameRsaKey(certificate.key, key) ? null : 'it is of another key than KeyValue';
  } catch {
    return 'it is unreadable or cut short';
  }
};
