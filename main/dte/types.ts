import type { KeyObject } from 'node:crypto';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject } from '../../shared/domain/draft.ts';
import type { Rut } from '../../shared/domain/rut.ts';

/** A folio authorisation, without its private key. PROTOCOL.md 7.2. */
export interface Caf {
  readonly rut: Rut;
  readonly name: string;
  readonly type: DocumentType;
  readonly from: number;
  readonly to: number;
  /** FA, `AAAA-MM-DD`. */
  readonly authorizedOn: string;
  /** 100 certification, 300 production, other numbers for the practice SII. */
  readonly idk: number;
  /** The `<CAF …>…</CAF>` element as text (code points up to 0xFF), to be copied into every TED. */
  readonly xml: string;
  /** RSAPK. */
  readonly modulus: Buffer;
  readonly exponent: Buffer;
}

/** What signs documents and authenticates: a certificate and its key, of one natural person. */
export interface SigningCertificate {
  readonly key: KeyObject;
  /** DER of the X.509 certificate. */
  readonly der: Buffer;
  /** RUT of the holder: rutSender and RutEnvia must be it (PROTOCOL.md 2.2). */
  readonly rut: Rut;
  readonly name: string;
  /** UTC epoch ms. */
  readonly validFrom: number;
  readonly validTo: number;
}

/**
 * A complete document: in the SII's structure, in any key order, with folio, totals and everything that the schema
 * demands but TED and TmstFirma, which come with the stamp.
 */
export interface CompleteDocument {
  readonly type: DocumentType;
  readonly folio: number;
  /** Children of Documento (or Exportaciones): Encabezado, Detalle, … */
  readonly content: DraftObject;
}

export interface SignedDte {
  /** The `<DTE …>…</DTE>` element: Latin-1, LF, no XML declaration. */
  readonly bytes: Buffer;
  /** Its ID attribute: `F60T33`. */
  readonly id: string;
  readonly type: DocumentType;
  readonly folio: number;
}

export interface Caratula {
  readonly rutEmisor: Rut;
  readonly rutEnvia: Rut;
  readonly rutReceptor: Rut;
  /** `AAAA-MM-DD`. */
  readonly fchResol: string;
  readonly nroResol: number;
  /** TmstFirmaEnv: Chile's local time `AAAA-MM-DDThh:mm:ss`. */
  readonly signedAt: string;
}

/** Makes the bytes that the law wants. Pure but for the keys handed in: same input, same bytes (RSA PKCS#1 v1.5 has no salt). */
export interface DteEngine {
  /**
   * Stamps and signs one document.
   * @param signedAt Chile's local time `AAAA-MM-DDThh:mm:ss`, for TSTED and TmstFirma
   */
  sign(
    document: CompleteDocument,
    caf: Caf,
    cafKey: KeyObject,
    certificate: SigningCertificate,
    signedAt: string,
  ): SignedDte;
  /** Wraps documents of one channel into a signed EnvioDTE or EnvioBOLETA: a whole file, with XML declaration. */
  wrap(dtes: readonly SignedDte[], caratula: Caratula, certificate: SigningCertificate): Buffer;
}

/** One thing that `verify` looked at. */
export interface Verdict {
  readonly file: string;
  readonly kind: 'dte' | 'envelope' | 'ted' | 'caf';
  readonly id: string;
  readonly ok: boolean;
  /** In English, short; empty when ok. */
  readonly reason: string;
  /** Namespace context in which it verified (or was tried last): `as-is`, `none`, `xmlns`, `xmlns+xsi`; empty for TED and CAF. */
  readonly context: string;
}
