import { type OpenedCaf, parseCaf } from '../../main/dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../../main/dte/caf-issuers.ts';
import { createDteEngine } from '../../main/dte/engine.ts';
import {
  type CafSpec,
  makeCaf,
  makeThrowawayCertificate,
  practiceCafIssuer,
  type ThrowawayCertificate,
} from '../../main/dte/practice-identity.ts';
import type { Caratula, CompleteDocument, SignedDte } from '../../main/dte/types.ts';
import type { DocumentType } from '../../shared/domain/document-type.ts';

/** Throwaway identities for tests. Made once per test file: a 2048-bit key takes some 50 to 300 ms. */
export const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
export const SIGNED_AT = '2026-11-24T09:00:00';
export const COMPANY = '76192083-9';
export const HOLDER = '12345678-5';

export const ISSUER = practiceCafIssuer();
/** Options for verifyFile and verifyDte, and issuers for parseCaf. */
export const PRACTICE = { cafIssuers: { [PRACTICE_IDK]: ISSUER.publicKeyPem } } as const;
export const PRACTICE_ISSUERS = withIssuers(PRACTICE.cafIssuers);

let identity: ThrowawayCertificate | undefined;
export const throwaway = (): ThrowawayCertificate => {
  identity ??= makeThrowawayCertificate({ rut: HOLDER, name: 'José Ñandú Pérez', now: NOW });
  return identity;
};

export const cafSpec = (type: DocumentType): CafSpec => ({
  rut: COMPANY,
  name: 'DISEÑO & CÍA LTDA',
  type,
  from: 1,
  to: 100,
  authorizedOn: '2026-11-01',
  idk: PRACTICE_IDK,
});

export const cafFile = (type: DocumentType, changes: Partial<CafSpec> = {}): Buffer =>
  makeCaf({ ...cafSpec(type), ...changes }, ISSUER.privateKeyPem);

const cafs = new Map<string, OpenedCaf>();
export const cafOf = (type: DocumentType, rut = COMPANY): OpenedCaf => {
  const name = `${type} ${rut}`;
  const opened = cafs.get(name) ?? parseCaf(cafFile(type, { rut }), PRACTICE_ISSUERS);
  cafs.set(name, opened);
  return opened;
};

/** A factura with accents, an ampersand and quotes in it. */
export const factura = (folio = 7): CompleteDocument => ({
  type: 33,
  folio,
  content: {
    Encabezado: {
      IdDoc: { TipoDTE: 33, Folio: folio, FchEmis: '2026-11-24', FmaPago: 1 },
      Emisor: {
        RUTEmisor: COMPANY,
        RznSoc: 'DISEÑO & CÍA LTDA',
        GiroEmis: 'Diseño',
        Acteco: 726000,
        DirOrigen: 'Av. Ñuñoa 1',
        CmnaOrigen: 'Ñuñoa',
      },
      Receptor: {
        RUTRecep: '60803000-K',
        RznSocRecep: 'Sociedad "El Cóndor" & Cía <Sur> d\'Ávila y Compañía Limitada',
        GiroRecep: 'Gobierno',
        DirRecep: 'Teatinos 120',
        CmnaRecep: 'Santiago',
      },
      Totales: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190 },
    },
    Detalle: [{ NroLinDet: 1, NmbItem: 'Cajón de piñas', QtyItem: 2, PrcItem: 500, MontoItem: 1000 }],
  },
});

/** A boleta in the form of EnvioBOLETA_v11.xsd. */
export const boleta = (folio = 3): CompleteDocument => ({
  type: 39,
  folio,
  content: {
    Encabezado: {
      IdDoc: { TipoDTE: 39, Folio: folio, FchEmis: '2026-11-24', IndServicio: 3 },
      Emisor: { RUTEmisor: COMPANY, RznSocEmisor: 'DISEÑO & CÍA LTDA', GiroEmisor: 'Diseño' },
      Receptor: { RUTRecep: '66666666-6' },
      Totales: { MntNeto: 1000, IVA: 190, MntTotal: 1190 },
    },
    Detalle: [{ NroLinDet: 1, NmbItem: 'Café', QtyItem: 1, PrcItem: 1190, MontoItem: 1190 }],
  },
});

export const signed = (document: CompleteDocument = factura()): SignedDte => {
  const { caf, key } = cafOf(document.type);
  return createDteEngine().sign(document, caf, key, throwaway().certificate, SIGNED_AT);
};

export const CARATULA: Caratula = {
  rutEmisor: COMPANY,
  rutEnvia: HOLDER,
  rutReceptor: '60803000-K',
  fchResol: '2026-11-01',
  nroResol: 0,
  signedAt: '2026-11-24T09:00:05',
};

export const wrapped = (...dtes: readonly SignedDte[]): Buffer =>
  createDteEngine().wrap(dtes.length > 0 ? dtes : [signed()], CARATULA, throwaway().certificate);
