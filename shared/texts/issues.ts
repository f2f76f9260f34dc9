import type { FieldIssueCode } from '../domain/draft.ts';

type Params = Readonly<Record<string, string | number>> | undefined;
const has = (params: Params, key: string): boolean => params?.[key] !== undefined;

/** By FieldIssueCode: one short sentence to stand beside a field. */
export const issues = {
  required: () => 'Falta este dato.',
  too_long: (params: Params) =>
    has(params, 'max') ? `Máximo ${params?.['max']} caracteres.` : 'El texto es demasiado largo.',
  too_many: (params: Params) => (has(params, 'max') ? `Máximo ${params?.['max']}.` : 'Hay demasiados.'),
  not_a_number: () => 'Tiene que ser un número.',
  not_an_integer: () => 'Tiene que ser un número sin decimales.',
  out_of_range: (params: Params) => {
    if (has(params, 'min') && has(params, 'max')) return `Entre ${params?.['min']} y ${params?.['max']}.`;
    if (has(params, 'min')) return `Desde ${params?.['min']}.`;
    if (has(params, 'max')) return `Hasta ${params?.['max']}.`;
    return 'El valor está fuera de lo permitido.';
  },
  bad_date: () => 'La fecha no es válida.',
  bad_rut: () => 'El RUT no es válido: revisa el dígito verificador.',
  bad_code: () => 'Elige una de las opciones.',
  bad_pattern: () => 'El formato no es el que pide el SII.',
  not_latin1: () => 'Tiene un carácter que el SII no acepta.',
  unknown_field: () => 'El SII no conoce este dato.',
  unknown_type: () => 'Resguardo no emite este tipo de documento.',
  type_not_ready: () => 'Este tipo de documento todavía no se puede enviar desde Resguardo.',
  no_lines: () => 'Agrega al menos un ítem.',
  reference_required: () => 'Indica a qué documento se refiere.',
  reference_date_required: () => 'Falta la fecha del documento de referencia.',
  reference_code_required: () => 'Indica si anula, corrige texto o corrige montos.',
  single_reference_required: () => 'Tiene que referirse a un solo documento.',
  negative_total: () => 'Los descuentos superan el total.',
  amount_mismatch: (params: Params) =>
    has(params, 'expected')
      ? `El monto no cuadra: debería ser ${params?.['expected']}.`
      : 'El monto no cuadra con el resto.',
  not_an_object: () => 'Este dato no tiene la estructura del SII.',
} as const satisfies Record<FieldIssueCode, (params: Params) => string>;
