import { PRACTICE_IDK } from '../../dte/caf-issuers.ts';
import { scanMarkup } from '../../dte/markup.ts';
import { extractDtes, verifyDte } from '../../dte/verify.ts';
import { checkSignature } from '../../dte/verify-signature.ts';

/** What can be said about the signatures of one document that was cut out of its envelope. */
export interface DteChecks {
  readonly signatureIsGood: boolean;
  readonly stampIsGood: boolean;
  /** FRMA verifies with the practice issuer's key. */
  readonly cafIsOurs: boolean;
}

export interface SignatureChecks {
  /** The documents as the text that they are in the file; none when it cannot be cut up. */
  extract(file: Buffer): readonly Buffer[];
  isEnvelopeGood(file: Buffer): boolean;
  checkDte(dte: Buffer): DteChecks;
}

/**
 * Other programs may look for the namespaces that a document was signed in; the SII takes its text as it was cut out,
 * and nothing else (PROTOCOL.md 7.3, negative example).
 */
const AS_CUT_OUT = 'as-is';

/** @param issuerPublicKeyPem key of this practice SII. CAFs of the real SII are not taken: this is no place for them */
export const createSignatureChecks = (issuerPublicKeyPem: string): SignatureChecks => ({
  extract: (file) => {
    try {
      return extractDtes(file);
    } catch {
      return [];
    }
  },
  isEnvelopeGood: (file) => {
    try {
      const text = file.toString('latin1');
      const { ok, context } = checkSignature(text, scanMarkup(text), ['SetDTE']);
      return ok && context === AS_CUT_OUT;
    } catch {
      return false;
    }
  },
  checkDte: (dte) => {
    const verdicts = verifyDte(dte, { cafIssuers: { [PRACTICE_IDK]: issuerPublicKeyPem } });
    const isGood = (kind: string): boolean => {
      const found = verdicts.filter((verdict) => verdict.kind === kind);
      return found.length > 0 && found.every((verdict) => verdict.ok);
    };
    return {
      signatureIsGood:
        isGood('dte') &&
        verdicts.every((verdict) => verdict.kind !== 'dte' || verdict.context === AS_CUT_OUT),
      stampIsGood: isGood('ted'),
      cafIsOurs:
        isGood('caf') &&
        verdicts.every((verdict) => verdict.kind !== 'caf' || verdict.id.endsWith(` IDK ${PRACTICE_IDK}`)),
    };
  },
});
