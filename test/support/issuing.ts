import { prepareDraft } from '../../main/domain/draft/index.ts';
import { serialiseCertificate } from '../../main/dte/certificate.ts';
import { createDteEngine } from '../../main/dte/engine.ts';
import type { DteEngine } from '../../main/dte/types.ts';
import type { Custody } from '../../main/security/custody-types.ts';
import { createChanges } from '../../main/sending/changes.ts';
import { createIssuing, type Issuing } from '../../main/sending/issuing.ts';
import { createKeyring, type Keyring } from '../../main/sending/keyring.ts';
import type { Store } from '../../main/store/open.ts';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import { appError } from '../../shared/domain/errors.ts';
import { cafOf, throwaway } from './certificates.ts';
import type { FakeClock } from './clock.ts';

/** Seals by a mask and the purpose's name: enough to see that nothing is used unopened. */
export interface FakeCustody extends Custody {
  locked: boolean;
}

const mask = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

export const createFakeCustody = (): FakeCustody => {
  const self: FakeCustody = {
    locked: false,
    isUnlocked: () => !self.locked,
    seal: (plain, purpose) => mask(Buffer.concat([Buffer.from(`${purpose}:`), plain])),
    open: (sealed, purpose) => {
      if (self.locked) throw appError('locked');
      const plain = mask(sealed);
      const head = `${purpose}:`;
      if (!plain.toString('latin1').startsWith(head)) throw new Error('another purpose');
      return Buffer.from(plain.subarray(head.length));
    },
  };
  return self;
};

export const addCertificate = (store: Store, custody: Custody): void => {
  const { certificate } = throwaway();
  store.certificates.insert({
    companyId: 1,
    holderRut: certificate.rut,
    holderName: certificate.name,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: 'f',
    sealed: custody.seal(serialiseCertificate(certificate), 'certificate', 'practice'),
    importedAt: 0,
  });
};

/** A slice of the type's throwaway CAF (folios 1 to 100). */
export const addCaf = (
  store: Store,
  custody: Custody,
  type: DocumentType,
  range: { readonly from?: number; readonly to?: number; readonly authorizedOn?: string } = {},
): number => {
  const { caf, key } = cafOf(type);
  const { from = caf.from, to = caf.to, authorizedOn = caf.authorizedOn } = range;
  return store.cafs.insert({
    companyId: 1,
    type,
    fromFolio: from,
    toFolio: to,
    authorizedOn,
    idk: caf.idk,
    element: Buffer.from(caf.xml, 'latin1'),
    sealedKey: custody.seal(key.export({ type: 'pkcs8', format: 'der' }), 'caf-key', 'practice'),
    sha256: '',
    importedAt: 0,
  });
};

export const draft = (changes: { readonly type?: number; readonly item?: string } = {}): Draft => ({
  Encabezado: {
    IdDoc: { TipoDTE: changes.type ?? 33 },
    Receptor: {
      RUTRecep: '60803000-K',
      RznSocRecep: 'Servicio de Impuestos Internos',
      GiroRecep: 'Gobierno',
      DirRecep: 'Teatinos 120',
      CmnaRecep: 'Santiago',
    },
  },
  Detalle: [{ NmbItem: changes.item ?? 'Cajón de piñas', QtyItem: 2, PrcItem: 500 }],
});

export interface Office {
  readonly issuing: Issuing;
  readonly keyring: Keyring;
  readonly custody: FakeCustody;
  readonly woken: () => number;
}

/** Issuing with the real engine and the real preparation of drafts. */
export const openOffice = (store: Store, clock: FakeClock, dte: DteEngine = createDteEngine()): Office => {
  const custody = createFakeCustody();
  const keyring = createKeyring({ store, custody });
  let woken = 0;
  const issuing = createIssuing({
    store,
    clock,
    dte,
    keyring,
    changes: createChanges(),
    prepare: prepareDraft,
    wake: () => {
      woken += 1;
    },
  });
  return { issuing, keyring, custody, woken: () => woken };
};
