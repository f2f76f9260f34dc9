import type { DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';
import { emptyExport, type FormExport, isExport } from './export-fields.ts';
import type { FormNumber } from './form-number.ts';

/** An element that the form does not show is kept in `rest`, and goes back to where it was. */
export interface FormLine {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly quantity: FormNumber;
  readonly unit: string;
  readonly price: FormNumber;
  readonly discount: FormNumber;
  readonly discountKind: '%' | '$';
  readonly exempt: boolean;
  readonly rest: DraftObject;
}

export interface FormAdjustment {
  readonly key: string;
  readonly move: 'D' | 'R';
  readonly label: string;
  readonly kind: '%' | '$';
  readonly value: FormNumber;
  readonly scope: '' | '1' | '2';
  readonly rest: DraftObject;
}

export interface FormReference {
  readonly key: string;
  readonly type: string;
  readonly folio: string;
  readonly date: string | null;
  readonly code: '' | '1' | '2' | '3';
  readonly reason: string;
  readonly rest: DraftObject;
}

export interface FormReceptor {
  readonly rut: string;
  readonly name: string;
  readonly giro: string;
  readonly address: string;
  readonly comuna: string;
  readonly email: string;
}

/** The issue form, as the person sees it. */
export interface IssueForm {
  readonly type: number;
  readonly issuedOn: string | null;
  readonly payment: '' | '1' | '2' | '3';
  readonly dueDate: string | null;
  readonly transfer: string;
  readonly dispatch: string;
  readonly receptor: FormReceptor;
  readonly lines: readonly FormLine[];
  readonly adjustments: readonly FormAdjustment[];
  readonly references: readonly FormReference[];
  /** Says something in exports alone. */
  readonly export: FormExport;
  /** The draft that was imported, without what the form shows. */
  readonly rest: DraftObject;
}

let keys = 0;
/** A stable React key for a row of the form. */
export const nextKey = (): string => {
  keys += 1;
  return `k${keys}`;
};

export const emptyLine = (): FormLine => ({
  key: nextKey(),
  name: '',
  description: '',
  quantity: 1,
  unit: '',
  price: '',
  discount: '',
  discountKind: '%',
  exempt: false,
  rest: {},
});

export const emptyAdjustment = (): FormAdjustment => ({
  key: nextKey(),
  move: 'D',
  label: '',
  kind: '%',
  value: '',
  scope: '',
  rest: {},
});

export const emptyReference = (): FormReference => ({
  key: nextKey(),
  type: '801',
  folio: '',
  date: null,
  code: '',
  reason: '',
  rest: {},
});

/** Boletas have prices with IVA, need no receptor, and say nothing about payment. */
export const isBoleta = (type: number): boolean => type === 39 || type === 41;

/** Who pays and how is no matter of a note, nor of a boleta, which is paid at once. */
export const saysPayment = (type: number): boolean => !isBoleta(type) && !correctsAnother(type);

/** All that these documents say is exempt: there is nothing to choose line by line. */
export const isExempt = (type: number): boolean => type === 34 || type === 41 || isExport(type);

/** Whether the prices of a form hold the IVA: those of a boleta do, and those of a note about one. */
export const hasGrossPrices = (form: IssueForm): boolean =>
  form.type === 39 || Number(groupOf(groupOf(form.rest['Encabezado'])['IdDoc'])['MntBruto']) === 1;

/** A form to begin with: one line, paid at once. */
export const emptyForm = (type: number): IssueForm => ({
  type,
  issuedOn: null,
  payment: saysPayment(type) ? '1' : '',
  dueDate: null,
  transfer: type === 52 ? '1' : '',
  dispatch: '',
  receptor: { rut: '', name: '', giro: '', address: '', comuna: '', email: '' },
  lines: [emptyLine()],
  adjustments: [],
  references: correctsAnother(type) ? [correction(type)] : [],
  export: emptyExport(),
  rest: {},
});

/** Notes of credit and debit always name the document that they correct. */
export const correctsAnother = (type: number): boolean =>
  type === 56 || type === 61 || type === 111 || type === 112;

/** The reference that a note begins with: it annuls a factura. */
export const correction = (type: number): FormReference => ({
  ...emptyReference(),
  type: isExport(type) ? '110' : '33',
  code: '1',
});

const isObject = (value: DraftValue | undefined): value is DraftObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An element that is a group; anything else counts as an empty one. */
export const groupOf = (value: DraftValue | undefined): DraftObject => (isObject(value) ? value : {});

/** A repeated element; a single one may stand alone. */
export const listOf = (value: DraftValue | undefined): readonly DraftObject[] => {
  if (Array.isArray(value)) return value.filter((each): each is DraftObject => isObject(each));
  return isObject(value) ? [value] : [];
};

export const without = (object: DraftObject, names: readonly string[]): DraftObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** How many elements of an imported draft the form keeps without showing them. */
export const hiddenElements = (form: IssueForm): number => {
  const count = (object: DraftObject): number =>
    Object.values(object).reduce<number>(
      (sum, value) => sum + (isObject(value) ? count(value) : value === undefined ? 0 : 1),
      0,
    );
  return (
    count(form.rest) +
    [...form.lines, ...form.adjustments, ...form.references].reduce((sum, item) => sum + count(item.rest), 0)
  );
};
