import type { PracticeFault, PracticeFaultKind } from '../../../shared/domain/practice.ts';

/** The fault form while it is typed. */
export interface FaultForm {
  readonly kind: PracticeFaultKind;
  readonly seconds: number | string;
  readonly value: number | string;
  readonly code: string;
  /** What it says it objects to; blank for what it says by itself. */
  readonly detail: string;
  readonly times: number | string;
}

/** Which extra field a fault has. */
export const extraOf = (kind: PracticeFaultKind): 'seconds' | 'value' | 'code' | 'detail' | null => {
  if (kind === 'slow') return 'seconds';
  if (kind === 'status_n' || kind === 'http_503') return 'value';
  if (kind === 'rejection_after_epr' || kind === 'objections_after_epr') return 'code';
  return kind === 'schema_rejection' ? 'detail' : null;
};

const DEFAULT_VALUE: Partial<Record<PracticeFaultKind, number>> = { status_n: 6, http_503: 120 };
/** The SII answers in ISO-8859-1. */
const NOT_LATIN1 = /[^\x20-\x7e\xa0-\xff]/g;
const CODE = /^[A-Z]{3}-\d-\d{1,3}$/;

/** The form for what is in force; a fault just chosen gets values that make sense. */
export const faultFormOf = (fault: PracticeFault): FaultForm => ({
  kind: fault.kind,
  seconds: (fault.ms ?? 5_000) / 1_000,
  value: fault.value ?? DEFAULT_VALUE[fault.kind] ?? '',
  code: fault.code ?? 'DTE-3-505',
  detail: fault.detail ?? '',
  times: fault.times ?? '',
});

export const isGoodCode = (form: FaultForm): boolean =>
  extraOf(form.kind) !== 'code' || CODE.test(form.code.trim());

/** What the form asks of the practice SII: only what its kind of fault has. */
export const faultOf = (form: FaultForm): PracticeFault => {
  const extra = extraOf(form.kind);
  return {
    kind: form.kind,
    ...(extra === 'seconds' ? { ms: Math.round(Number(form.seconds) * 1_000) } : {}),
    ...(extra === 'value' && form.value !== '' ? { value: Math.round(Number(form.value)) } : {}),
    ...(extra === 'code' ? { code: form.code.trim() } : {}),
    ...(extra === 'detail' && form.detail.trim() !== ''
      ? { detail: form.detail.trim().replaceAll(NOT_LATIN1, '?') }
      : {}),
    ...(form.times !== '' && form.kind !== 'none' ? { times: Math.round(Number(form.times)) } : {}),
  };
};
