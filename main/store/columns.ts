/**
 * The columns of each table under the names of records.ts, as SELECT lists, and what has to be read out of them. `expand()` of
 * better-sqlite3 groups a joined row by table, so that the same lists serve joins.
 */
import type { Money } from '../../shared/format/money.ts';
import type { AttemptRecord, BackupRecord, DocumentRecord, JobRecord, Params, SiiReason } from './records.ts';

const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const list = (table: string, columns: string): string =>
  columns
    .trim()
    .split(/\s+/)
    .map((column) => `${table}.${column} AS ${camel(column)}`)
    .join(', ');

export const DOCUMENT_COLUMNS = list(
  'document',
  `id company_id envelope_id type folio issued_on receptor_rut receptor_name total sha256 sii_state sii_state_at
   sii_reason_json track_id poll_due_at poll_count created_at created_by money_json`,
);
export const JOB_COLUMNS = list(
  'job',
  `id company_id document_id envelope_id state failed_retries attempts next_due_at ask_first uncertain_since error_class
   error_code error_params_json first_failed_at last_attempt_at last_upload_at abandoned_reason lease_owner lease_attempt
   updated_at scheduled_at held_at held_by held_reason`,
);
export const ATTEMPT_COLUMNS = list(
  'attempt',
  `id document_id number kind boot_id started_at ended_at duration_ms outcome answer error_class error_code
   error_params_json http_status track_id times next_due_at raw request`,
);
export const BACKUP_COLUMNS = list(
  'backup',
  'id document_id company_id type folio sha256 file envelope_file integrity backed_up_at verified_at',
);
export const COMPANY_COLUMNS = list(
  'company',
  'id environment rut name giro acteco_json address comuna city fch_resol nro_resol created_at',
);
export const CERTIFICATE_COLUMNS = list(
  'certificate',
  'id company_id holder_rut holder_name valid_from valid_to fingerprint sealed active imported_at',
);
export const CAF_COLUMNS = list(
  'caf',
  'id company_id type from_folio to_folio next_folio authorized_on idk element sealed_key sha256 imported_at',
);
export const ENVELOPE_COLUMNS = list('envelope', 'id company_id file_name sha256 signed_at bytes');
export const OPERATOR_COLUMNS = list(
  'operator',
  'id name role active secret_kind secret_json failures failed_at created_at',
);
export const AUDIT_COLUMNS = list('audit', 'id at actor action document_id params_json');

export const readParams = (json: string | null): Params =>
  json === null ? {} : (JSON.parse(json) as Params);
export const writeParams = (params: Params): string | null =>
  Object.keys(params).length === 0 ? null : JSON.stringify(params);

export type DocumentRow = Omit<DocumentRecord, 'siiReason' | 'money'> & {
  readonly siiReasonJson: string | null;
  readonly moneyJson: string | null;
};
export const readDocument = ({ siiReasonJson, moneyJson, ...row }: DocumentRow): DocumentRecord => ({
  ...row,
  money: moneyJson === null ? null : (JSON.parse(moneyJson) as Money),
  siiReason: siiReasonJson === null ? null : (JSON.parse(siiReasonJson) as SiiReason),
});

export type JobRow = Omit<JobRecord, 'errorParams' | 'askFirst'> & {
  readonly errorParamsJson: string | null;
  readonly askFirst: number;
};
export const readJob = ({ errorParamsJson, askFirst, ...row }: JobRow): JobRecord => ({
  ...row,
  askFirst: askFirst === 1,
  errorParams: readParams(errorParamsJson),
});

export type AttemptRow = Omit<AttemptRecord, 'errorParams'> & { readonly errorParamsJson: string | null };
export const readAttempt = ({ errorParamsJson, ...row }: AttemptRow): AttemptRecord => ({
  ...row,
  errorParams: readParams(errorParamsJson),
});

export type BackupRow = BackupRecord;
