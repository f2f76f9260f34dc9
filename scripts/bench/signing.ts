import { prepareDraft } from '../../main/domain/draft/index.ts';
import { parseCaf } from '../../main/dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../../main/dte/caf-issuers.ts';
import { createDteEngine, toDteFile } from '../../main/dte/engine.ts';
import { makeCaf, makeCafIssuer, makeThrowawayCertificate } from '../../main/dte/practice-identity.ts';
import { verifyDte } from '../../main/dte/verify.ts';
import { rutVerifier } from '../../shared/domain/rut.ts';
import { type Figure, measure } from './measure.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const RUT = `45000000-${rutVerifier('45000000')}`;

const DRAFT = {
  Encabezado: {
    IdDoc: { TipoDTE: 33, FmaPago: 1 },
    Receptor: {
      RUTRecep: '60803000-K',
      RznSocRecep: 'Cliente de prueba',
      GiroRecep: 'Pruebas',
      DirRecep: 'Calle 1',
      CmnaRecep: 'Santiago',
    },
  },
  Detalle: Array.from({ length: 10 }, (_, line) => ({ NmbItem: `Ítem ${line}`, QtyItem: 2, PrcItem: 990 })),
};

/** From a draft to signed bytes, and back to a verdict. */
export const benchSigning = (): readonly Figure[] => {
  const issuer = makeCafIssuer();
  const { certificate } = makeThrowawayCertificate({
    rut: `45900001-${rutVerifier('45900001')}`,
    name: 'Banco de pruebas',
    now: NOW,
  });
  const file = makeCaf(
    { rut: RUT, name: 'Banco', type: 33, from: 1, to: 1000, authorizedOn: '2026-01-05', idk: PRACTICE_IDK },
    issuer.privateKeyPem,
  );
  const { caf, key } = parseCaf(file, withIssuers({ [PRACTICE_IDK]: issuer.publicKeyPem }));
  const prepared = prepareDraft(DRAFT, {
    folio: 1,
    today: '2026-01-05',
    emisor: {
      rut: RUT,
      name: 'Banco',
      giro: 'Pruebas',
      acteco: [1],
      address: 'Calle 1',
      comuna: 'Santiago',
    },
  });
  if (!prepared.ok) throw new Error(`the bench's own draft is refused: ${JSON.stringify(prepared.issues)}`);
  const engine = createDteEngine();
  const sign = () => engine.sign(prepared.document, caf, key, certificate, '2026-01-05T09:00:00');
  const signed = sign();
  const bytes = toDteFile(signed);
  const caratula = {
    rutEmisor: RUT,
    rutEnvia: certificate.rut,
    rutReceptor: '60803000-K',
    fchResol: '2026-01-05',
    nroResol: 0,
    signedAt: '2026-01-05T09:00:00',
  };
  return [
    measure('stamp and sign a factura of 10 lines', 100, sign),
    measure('wrap and sign its envelope', 100, () => engine.wrap([signed], caratula, certificate)),
    measure('verify it: signature, stamp, CAF', 100, () =>
      verifyDte(bytes, { cafIssuers: { [PRACTICE_IDK]: issuer.publicKeyPem } }),
    ),
  ];
};
