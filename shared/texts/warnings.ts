import type { DraftWarningCode } from '../domain/draft.ts';

/** By DraftWarningCode: what was assumed, changed or left out while reading a draft. */
export const warnings = {
  extension_ignored: 'Trae datos de otro programa, que no van al SII.',
  field_left_out: 'Este tipo de documento no lleva este dato; no cambia ningún monto.',
  emisor_replaced: 'El emisor era otro: se usa tu empresa.',
  form_of_payment_assumed: 'No dice la forma de pago: se toma como crédito, igual que el SII.',
  reference_date_assumed: 'Una referencia no trae fecha: se usa la de emisión.',
  global_without_effect: 'Un descuento o recargo global no tiene ítems sobre los que aplicarse.',
  global_in_pesos_over_taxes:
    'Hay ítems con impuestos distintos: el SII pide el descuento o recargo global en porcentaje.',
  boleta_over_limit:
    'La boleta pasa de unas 135 UF: el SII pide el RUT y nombre del cliente y el medio de pago.',
  whitespace_normalised: 'Los saltos de línea se cambiaron por espacios.',
  all_lines_exempt: 'Todos los ítems son exentos: quizá corresponde una factura exenta.',
  other_currency_missing: 'Faltan los montos en pesos que el SII pide en exportaciones.',
} as const satisfies Record<DraftWarningCode, string>;
