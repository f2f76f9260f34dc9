import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject } from '../../shared/domain/draft.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import type { PrintData, PrintField } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { customs } from '../../shared/texts/print-customs.ts';
import { dig, listOf } from '../domain/values.ts';
import { textAt } from './figures.ts';

/** The buyer of a boleta who gave no name (PROTOCOL.md 8), and what stands for one. */
const ANONYMOUS = '66666666-6';
const NAMELESS: readonly string[] = ['', 'Sin RUT'];

/** Fields that have something to say. */
export const told = (fields: readonly (readonly [label: string, value: string])[]): PrintField[] =>
  fields.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** Who issues it: name, the whole giro, head office, branch. printed-copies.txt 1.2. */
export const issuerOf = (content: DraftObject): PrintData['issuer'] => {
  const emisor = dig(content, 'Encabezado', 'Emisor');
  const address = joined(
    textAt(emisor, 'DirOrigen'),
    textAt(emisor, 'CmnaOrigen'),
    different(textAt(emisor, 'CiudadOrigen'), textAt(emisor, 'CmnaOrigen')),
  );
  const phones = listOf(dig(emisor, 'Telefono')).map(String);
  const branch = textAt(emisor, 'Sucursal');
  return {
    name: textAt(emisor, 'RznSoc') || textAt(emisor, 'RznSocEmisor'),
    giro: textAt(emisor, 'GiroEmis') || textAt(emisor, 'GiroEmisor'),
    lines: [
      ...(address === '' ? [] : [print.issuer.headOffice(address)]),
      ...(branch === '' ? [] : [print.issuer.branch(branch)]),
      ...(phones.length === 0 ? [] : [print.issuer.phone(phones.join(' / '))]),
      ...[textAt(emisor, 'CorreoEmisor')].filter((mail) => mail !== ''),
    ],
  };
};

/** `Santiago, Santiago` says nothing more than `Santiago`. */
const different = (text: string, than: string): string =>
  text.localeCompare(than, 'es-CL', { sensitivity: 'base' }) === 0 ? '' : text;

/** Whom it is issued to, in the order of printed-copies.txt 1.1.7. Empty for a boleta to nobody in particular. */
export const receptorOf = (type: DocumentType, content: DraftObject): PrintField[] => {
  const receptor = dig(content, 'Encabezado', 'Receptor');
  const rut = textAt(receptor, 'RUTRecep');
  const name = textAt(receptor, 'RznSocRecep');
  const isBoleta = type === 39 || type === 41;
  if (isBoleta && rut === ANONYMOUS && NAMELESS.includes(name)) return [];
  const { fields } = print;
  const country = textAt(receptor, 'Extranjero', 'Nacionalidad');
  return told([
    [fields.receptor, name],
    [fields.rut, formatRut(rut)],
    [fields.giro, textAt(receptor, 'GiroRecep')],
    [fields.address, textAt(receptor, 'DirRecep')],
    [fields.comuna, textAt(receptor, 'CmnaRecep')],
    [fields.city, different(textAt(receptor, 'CiudadRecep'), textAt(receptor, 'CmnaRecep'))],
    [fields.contact, joined(textAt(receptor, 'Contacto'), textAt(receptor, 'TelefonoRecep'))],
    [fields.foreignId, textAt(receptor, 'Extranjero', 'NumId')],
    [fields.nationality, country === '' ? '' : countryName(country)],
  ]);
};

export const countryName = (code: string): string => customs.countries[Number(code)] ?? customs.code(code);
