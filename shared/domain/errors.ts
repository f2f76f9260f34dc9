/**
 * Every failure that may cross to the renderer or to another program. A code, its figures, and the fields at fault;
 * never a stack, a path of the machine, or a secret. The Spanish text of each is in shared/texts (`errors.<code>`).
 */
export const ERROR_CODES = [
  'internal',
  'bad_request',
  'forbidden',
  'locked',
  'not_found',
  'already_set_up',
  'not_set_up',
  'draft_invalid',
  'draft_unreadable',
  'folios_exhausted',
  'caf_unreadable',
  'caf_other_company',
  'caf_other_environment',
  'caf_overlaps',
  'caf_key_mismatch',
  'caf_bad_signature',
  'caf_expired',
  'caf_type_unknown',
  'folio_skip_invalid',
  'folio_has_document',
  'pfx_unreadable',
  'pfx_wrong_password',
  'pfx_no_key',
  'pfx_too_costly',
  'certificate_no_rut',
  'certificate_expired',
  'certificate_not_yet_valid',
  'certificate_missing',
  'wrong_passphrase',
  'passphrase_required',
  'queue_not_allowed',
  'reason_required',
  'folder_not_writable',
  'folder_of_another',
  'company_counts_less',
  'company_has_copies',
  'disk_full',
  'copy_differs',
  'document_damaged',
  'database_from_future',
  'practice_only',
  'file_too_large',
  'nothing_selected',
  'print_failed',
  'printer_failed',
  'trial_failed',
  'not_cedible',
  'snapshot_damaged',
  'vault_not_found',
  'restore_busy',
  'restore_failed',
  'archive_unreadable',
  'archive_damaged',
  'archive_from_future',
  'database_damaged',
  'cancelled',
  'plan_changed',
  'csv_unreadable',
  'csv_columns_missing',
  'csv_too_large',
  'csv_too_many',
  'preview_gone',
  'batch_running',
  'batch_again',
  'inbox_folder_taken',
  'copy_not_ready',
  'mail_not_set_up',
  'mail_password_needed',
  'mail_under_way',
  'mail_test_failed',
  'bad_address',
  'logo_unusable',
  'sii_mail_refused',
  'sii_mail_no_answer',
  'signed_out',
  'wrong_secret',
  'sign_in_wait',
  'secret_too_short',
  'secret_too_easy',
  'own_secret_needed',
  'operator_name_taken',
  'last_manager',
  'not_yourself',
  'recovery_unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorValue {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly import('./draft.ts').FieldIssue[];
}

/** The one exception type that services throw for what a person can understand; the IPC layer turns it into a value. */
export class AppError extends Error {
  readonly value: ErrorValue;

  constructor(value: ErrorValue, options?: ErrorOptions) {
    super(value.code, options);
    this.name = 'AppError';
    this.value = value;
  }
}

export const appError = (
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  fields?: ErrorValue['fields'],
): AppError => new AppError({ code, ...(params ? { params } : {}), ...(fields ? { fields } : {}) });

/** For the default branch of a switch: a new member of a union must be dealt with, or this fails to compile. */
export const assertNever = (value: never, what: string): never => {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
};
