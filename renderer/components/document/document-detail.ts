import type { Output } from '../../../shared/ipc/contract.ts';

/** A document from all sides. */
export type DocumentDetail = Output<'documents.get'>;
