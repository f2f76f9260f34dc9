import type { Page } from 'playwright';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from './api.ts';
import type { DocumentKey } from './document-list.ts';
import { issueForm, type TypedDocument } from './issue-form.ts';
import { until } from './until.ts';

export type Detail = Output<'documents.get'>;

/** A document that was issued through the form. */
export interface Issued extends DocumentKey {
  readonly id: number;
}

/** Issues documents by typing them, and looks at what becomes of them. */
export const issuingDesk = (page: Page) => {
  const form = issueForm(page);
  /** Its attempts from the first to the last. */
  const detail = async ({ id }: Issued): Promise<Detail> => {
    const seen = await ask(page, 'documents.get', { id });
    return { ...seen, attempts: seen.attempts.toSorted((a, b) => a.number - b.number) };
  };
  const issued = async (): Promise<Issued> => {
    const id = await form.issued();
    const { type, folio } = (await ask(page, 'documents.get', { id })).document;
    return { id, type, folio };
  };
  return {
    detail,
    /** What the form has just issued. */
    issued,
    /** `beforeSubmit` sees the filled form. */
    issue: async (document: TypedDocument, beforeSubmit?: () => Promise<void>): Promise<Issued> => {
      await form.open();
      await form.fill(document);
      await beforeSubmit?.();
      await form.submit();
      return issued();
    },
    /** Waits until the document is as it should be. */
    waitFor: async (document: Issued, what: string, is: (seen: Detail) => boolean): Promise<Detail> => {
      let last: Detail | undefined;
      const look = async (): Promise<Detail | null> => {
        last = await detail(document);
        return is(last) ? last : null;
      };
      const name = `T${document.type}F${document.folio}`;
      return until(`${name} ${what}`, look).catch((error: Error) => {
        throw new Error(`${error.message}; it is ${JSON.stringify(last?.document)}`);
      });
    },
  };
};
