import { isDocumentType } from '../../../shared/domain/document-type.ts';
import { unescapeText } from '../../dte/latin1.ts';
import { at, contentOf, type ElementSpan, scanMarkup } from '../../dte/markup.ts';
import type { DocumentBundle } from '../../store/bundles.ts';
import type { CompanyRecord } from '../../store/records.ts';
import { sha256 } from '../hash.ts';

/** A boleta need not name its buyer. */
const UNNAMED_RUT = '66666666-6';

/** What the signed XML itself says of a document, for where its answer file is gone. */
export interface Said {
  readonly type: DocumentBundle['document']['type'];
  readonly folio: number;
  readonly rut: string;
  readonly issuedOn: string;
  readonly receptorRut: string;
  readonly receptorName: string;
  readonly total: number;
}

/** Null for what is no document of ours. */
export const readSaid = (bytes: Buffer): Said | null => {
  try {
    const text = bytes.toString('latin1');
    const root = scanMarkup(text);
    const body = root.children[0];
    if (root.localName !== 'DTE' || !body) return null;
    const value = (from: ElementSpan, ...path: readonly string[]): string | null => {
      const found = at(from, 'Encabezado', ...path);
      return found ? unescapeText(contentOf(text, found)).trim() : null;
    };
    const type = Number(value(body, 'IdDoc', 'TipoDTE'));
    const folio = Number(value(body, 'IdDoc', 'Folio'));
    const rut = value(body, 'Emisor', 'RUTEmisor');
    const issuedOn = value(body, 'IdDoc', 'FchEmis');
    if (!isDocumentType(type) || !Number.isSafeInteger(folio) || folio < 1 || !rut) return null;
    if (!issuedOn || !/^\d{4}-\d\d-\d\d$/.test(issuedOn)) return null;
    const receptorRut = value(body, 'Receptor', 'RUTRecep') ?? UNNAMED_RUT;
    return {
      type,
      folio,
      rut,
      issuedOn,
      receptorRut,
      receptorName: value(body, 'Receptor', 'RznSocRecep') ?? receptorRut,
      total: Math.round(Number(value(body, 'Totales', 'MntTotal') ?? 0)),
    };
  } catch {
    return null;
  }
};

/**
 * A document of which only the signed bytes and the envelope are left. What became of it is not known, so it is uncertain: the
 * SII is asked before anything else.
 */
export const bundleFromXml = (
  bytes: Buffer,
  said: Said,
  environment: DocumentBundle['environment'],
  envelope: { readonly fileName: string; readonly bytes: Buffer },
  now: number,
): DocumentBundle => {
  const at = Date.parse(`${said.issuedOn}T16:00:00Z`);
  return {
    environment,
    rut: said.rut,
    document: {
      type: said.type,
      folio: said.folio,
      issuedOn: said.issuedOn,
      receptorRut: said.receptorRut,
      receptorName: said.receptorName,
      total: said.total,
      sha256: sha256(bytes),
      siiState: 'uncertain',
      // Long ago: whatever else is known of it is newer.
      siiStateAt: 0,
      siiReason: null,
      trackId: null,
      pollDueAt: null,
      pollCount: 0,
      createdAt: at,
      createdBy: 'resguardo',
    },
    draft: {},
    bytes,
    envelope: {
      fileName: envelope.fileName,
      sha256: sha256(envelope.bytes),
      signedAt: at,
      bytes: envelope.bytes,
    },
    job: {
      state: 'pending',
      failedRetries: 0,
      attempts: 0,
      nextDueAt: now,
      askFirst: true,
      uncertainSince: now,
      errorClass: 'unknown',
      errorCode: 'interrupted',
      errorParams: {},
      firstFailedAt: now,
      lastAttemptAt: null,
      lastUploadAt: now,
      abandonedReason: null,
      leaseOwner: null,
      leaseAttempt: null,
      updatedAt: 0,
    } as unknown as DocumentBundle['job'],
    attempts: [],
    audit: [],
    backedUpAt: null,
    more: {},
  };
};

/**
 * The issuer as its documents name it, for a vault without `negocio/`: enough to show and to keep them. What a person has to look
 * through before anything new is issued is in Ajustes. Null for what is no document of ours.
 */
export const companyFromXml = (
  bytes: Buffer,
  envelope: Buffer,
  environment: CompanyRecord['environment'],
  now: number,
): Omit<CompanyRecord, 'id'> | null => {
  const said = readSaid(bytes);
  if (!said) return null;
  const text = bytes.toString('latin1');
  const body = scanMarkup(text).children[0];
  const value = (...names: readonly string[]): string => {
    for (const name of names) {
      const found = body ? at(body, 'Encabezado', 'Emisor', name) : null;
      if (found) return unescapeText(contentOf(text, found)).trim();
    }
    return '';
  };
  const sent = envelope.toString('latin1');
  const acteco = Number(value('Acteco'));
  return {
    environment,
    rut: said.rut,
    name: value('RznSoc', 'RznSocEmisor') || said.rut,
    giro: value('GiroEmis', 'GiroEmisor'),
    actecos: Number.isSafeInteger(acteco) && acteco > 0 ? [acteco] : [],
    address: value('DirOrigen'),
    comuna: value('CmnaOrigen'),
    city: value('CiudadOrigen') || null,
    fchResol: /<FchResol>(\d{4}-\d\d-\d\d)<\/FchResol>/.exec(sent)?.[1] ?? said.issuedOn,
    nroResol: Number(/<NroResol>(\d{1,6})<\/NroResol>/.exec(sent)?.[1] ?? 0),
    createdAt: now,
  };
};
