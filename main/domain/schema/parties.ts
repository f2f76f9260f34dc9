import { code, count, date, group, integer, leaf, REQUIRED, rut, text } from './build.ts';
import type { Element } from './element.ts';
import { mail } from './leaves.ts';

/**
 * Emisor and Receptor: who sells and who buys. DTE_v10.xsd and EnvioBOLETA_v11.xsd; format-dte.txt A, areas Emisor and
 * Receptor. The XSD leaves the address of the emisor and the giro and address of the receptor optional; they are required
 * here where the manual says "1", but for CmnaRecep of a guía, which real guías do without.
 */
const telefono = text('Telefono', 20, { max: 2 });
const acteco = integer('Acteco', 1, 999_999, { required: true, max: 4 });
const cdgSiiSucur = count('CdgSIISucur', 9);
const origen: readonly Element[] = [
  text('DirOrigen', 70, { required: [33, 34, 46, 52] }),
  text('CmnaOrigen', 20, { required: [33, 34, 52] }),
  text('CiudadOrigen', 20),
];
const postal: readonly Element[] = [text('DirPostal', 70), text('CmnaPostal', 20), text('CiudadPostal', 20)];

export const emisorDocumento = group(
  'Emisor',
  [
    rut('RUTEmisor', REQUIRED),
    text('RznSoc', 100, REQUIRED),
    text('GiroEmis', 80, REQUIRED),
    telefono,
    mail('CorreoEmisor'),
    acteco,
    group(
      'GuiaExport',
      [code('CdgTraslado', [1, 2, 3, 4]), integer('FolioAut', 0, 999_999), date('FchAut')],
      { allowed: [52] },
    ),
    text('Sucursal', 20),
    cdgSiiSucur,
    ...origen,
    text('CdgVendedor', 60),
    text('IdAdicEmisor', 20),
    rut('RUTProveedor'),
    text('RznSocProveedor', 100),
  ],
  REQUIRED,
);

export const emisorExportaciones = group(
  'Emisor',
  [
    rut('RUTEmisor', REQUIRED),
    text('RznSoc', 100, REQUIRED),
    text('GiroEmis', 80, REQUIRED),
    telefono,
    mail('CorreoEmisor'),
    acteco,
    text('Sucursal', 20),
    cdgSiiSucur,
    text('CodAdicSucur', 20),
    ...origen,
    text('CdgVendedor', 60),
    text('IdAdicEmisor', 20),
  ],
  REQUIRED,
);

/** The XSD leaves the names optional; format-boletas.txt demands them. */
export const emisorBoleta = group(
  'Emisor',
  [
    rut('RUTEmisor', REQUIRED),
    text('RznSocEmisor', 100, REQUIRED),
    text('GiroEmisor', 80, REQUIRED),
    cdgSiiSucur,
    ...origen,
  ],
  REQUIRED,
);

/** NumId, Nacionalidad and a third field whose name differs between the two tables. */
const extranjero = (third: Element): Element =>
  group('Extranjero', [text('NumId', 20), text('Nacionalidad', 3), third]);

const receptor = (third: Element): Element =>
  group(
    'Receptor',
    [
      rut('RUTRecep', REQUIRED),
      text('CdgIntRecep', 20),
      text('RznSocRecep', 100, REQUIRED),
      extranjero(third),
      text('GiroRecep', 40, { required: [33, 34, 46, 52] }),
      text('Contacto', 80),
      mail('CorreoRecep'),
      text('DirRecep', 70, { required: [33, 34, 46, 52] }),
      text('CmnaRecep', 20, { required: [33, 34, 46] }),
      text('CiudadRecep', 20),
      ...postal,
    ],
    REQUIRED,
  );

export const receptorDocumento = receptor(leaf('TipoDocID', { kind: 'code', values: [1, 2] }));
export const receptorExportaciones = receptor(text('IdAdicRecep', 20));

export const receptorBoleta = group(
  'Receptor',
  [
    rut('RUTRecep', REQUIRED),
    text('CdgIntRecep', 20),
    text('RznSocRecep', 100),
    text('Contacto', 80),
    mail('CorreoRecep'),
    text('TelefonoRecep', 20),
    text('DirRecep', 70),
    text('CmnaRecep', 20),
    text('CiudadRecep', 20),
    ...postal,
  ],
  REQUIRED,
);
