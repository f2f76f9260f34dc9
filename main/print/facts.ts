import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject } from '../../shared/domain/draft.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import type { PrintData, PrintField } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { customs } from '../../shared/texts/print-customs.ts';
import { dig } from '../domain/values.ts';
import { type Currency, longDate, numberAt, plain, shortDate, textAt } from './figures.ts';
import { countryName, told } from './parties.ts';

type Names = Readonly<Record<string, string>>;

const named = (names: Names, code: string): string => (code === '' ? '' : (names[code] ?? ''));
/** A name of the customs tables, or the code itself: never silence. */
const coded = (names: Names, code: string): string =>
  code === '' ? '' : (names[code] ?? customs.code(code));

/** Date and conditions of the document; a guía names its kind of transfer (printed-copies.txt 1.4). */
export const factsOf = (type: DocumentType, content: DraftObject): PrintField[] => {
  const idDoc = dig(content, 'Encabezado', 'IdDoc');
  const { fields } = print;
  const [from, to] = [textAt(idDoc, 'PeriodoDesde'), textAt(idDoc, 'PeriodoHasta')];
  const services = type === 39 || type === 41 ? print.boletaServices : print.services;
  return told([
    [fields.issuedOn, longDate(textAt(idDoc, 'FchEmis'))],
    [fields.transfer, named(print.transfers, textAt(idDoc, 'IndTraslado'))],
    [fields.dispatch, named(print.dispatches, textAt(idDoc, 'TipoDespacho'))],
    [fields.payment, named(print.payments, textAt(idDoc, 'FmaPago'))],
    [fields.dueDate, shortDate(textAt(idDoc, 'FchVenc'))],
    [fields.period, from === '' || to === '' ? '' : print.period(shortDate(from), shortDate(to))],
    [fields.service, named(services, textAt(idDoc, 'IndServicio'))],
    [fields.seller, textAt(content, 'Encabezado', 'Emisor', 'CdgVendedor')],
  ]);
};

const transportOf = (content: DraftObject): PrintField[] => {
  const transport = dig(content, 'Encabezado', 'Transporte');
  const { transport: labels } = print;
  const carrier = textAt(transport, 'RUTTrans');
  const driver = textAt(transport, 'Chofer', 'NombreChofer');
  const driverRut = textAt(transport, 'Chofer', 'RUTChofer');
  return told([
    [labels.plate, textAt(transport, 'Patente')],
    [labels.carrier, carrier === '' ? '' : formatRut(carrier)],
    [labels.driver, driver === '' ? '' : labels.person(driver, formatRut(driverRut))],
    [
      labels.destination,
      [textAt(transport, 'DirDest'), textAt(transport, 'CmnaDest'), textAt(transport, 'CiudadDest')]
        .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
        .join(', '),
    ],
  ]);
};

/** What an export document must show besides: ports, packages, country and currency (printed-copies.txt 1.4). */
const exportsOf = (content: DraftObject, currency: Currency): PrintField[] => {
  const encabezado = dig(content, 'Encabezado');
  const customsData = dig(encabezado, 'Transporte', 'Aduana');
  const { exports: labels } = print;
  const at = (name: string): string => textAt(customsData, name);
  const figure = (name: string): string => {
    const value = numberAt(customsData, name);
    return value === null ? '' : plain(value);
  };
  const amount = (name: string): string => {
    const value = numberAt(customsData, name);
    return value === null ? '' : currency.full(value);
  };
  const exchange = numberAt(encabezado, 'OtraMoneda', 'TpoCambio');
  const clause = [coded(customs.clauses, at('CodClauVenta')), amount('TotClauVenta')]
    .filter(Boolean)
    .join(' · ');
  return told([
    [labels.currency, currency.name],
    [labels.exchange, exchange === null ? '' : `$${plain(exchange)}`],
    [labels.payment, coded(customs.payments, textAt(encabezado, 'IdDoc', 'FmaPagExp'))],
    [labels.saleMode, coded(customs.saleModes, at('CodModVenta'))],
    [labels.clause, clause],
    [labels.route, coded(customs.routes, at('CodViaTransp'))],
    [labels.ship, at('NombreTransp')],
    [labels.carrier, at('NomCiaTransp')],
    [labels.booking, at('Booking')],
    [labels.from, coded(customs.ports, at('CodPtoEmbarque'))],
    [labels.to, coded(customs.ports, at('CodPtoDesemb'))],
    [labels.packages, figure('TotBultos')],
    [labels.grossWeight, figure('PesoBruto')],
    [labels.netWeight, figure('PesoNeto')],
    [labels.freight, amount('MntFlete')],
    [labels.insurance, amount('MntSeguro')],
    [labels.buyerCountry, at('CodPaisRecep') && countryName(at('CodPaisRecep'))],
    [labels.destinationCountry, at('CodPaisDestin') && countryName(at('CodPaisDestin'))],
  ]);
};

/** Panels that only some documents have. */
export const extrasOf = (
  type: DocumentType,
  content: DraftObject,
  currency: Currency,
): PrintData['extras'] => {
  const panels = [
    { title: print.transport.title, fields: transportOf(content) },
    { title: print.exports.title, fields: type >= 110 ? exportsOf(content, currency) : [] },
  ];
  return panels.filter(({ fields }) => fields.length > 0);
};
