import { join } from 'node:path';
import type { Output } from '../../shared/ipc/contract.ts';
import type { LaunchedApp } from '../../test/support/electron.ts';
import { ask } from '../../test/support/page/api.ts';
import type { DocumentKey } from '../../test/support/page/document-list.ts';
import type { TypedDocument } from '../../test/support/page/issue-form.ts';
import { type Screens, screensOf } from '../../test/support/page/screens.ts';
import { until } from '../../test/support/page/until.ts';
import type { Checks } from './checks.ts';

export type Detail = Output<'documents.get'>;
export interface Issued extends DocumentKey {
  readonly id: number;
}

/** Everything that a chapter of the demo works with. */
export interface Stage extends Screens {
  readonly launched: LaunchedApp;
  readonly checks: Checks;
  /** Pictures lie here, numbered in the order in which they were taken. */
  shoot(name: string, options?: { readonly keepNotices?: boolean }): Promise<void>;
  /** Types a document into the form and issues it; `beforeSubmit` sees the filled form. */
  issue(document: TypedDocument, beforeSubmit?: () => Promise<void>): Promise<Issued>;
  /** Its attempts from the first to the last. */
  detail(document: Issued): Promise<Detail>;
  /** Waits until the document is as it should be. */
  waitFor(document: Issued, what: string, is: (detail: Detail) => boolean): Promise<Detail>;
  /** All that were issued, in order. */
  readonly issued: readonly Issued[];
}

export const createStage = (launched: LaunchedApp, checks: Checks, outDir: string): Stage => {
  const page = launched.window;
  const screens = screensOf(page);
  const issued: Issued[] = [];
  let shots = 0;

  const detailOf = async ({ id }: Issued): Promise<Detail> => {
    const detail = await ask(page, 'documents.get', { id });
    return { ...detail, attempts: detail.attempts.toSorted((a, b) => a.number - b.number) };
  };
  return {
    ...screens,
    launched,
    checks,
    issued,
    shoot: async (name, options) => {
      shots += 1;
      await screens.settle(options?.keepNotices);
      await launched.screenshot(join(outDir, 'screens', `${String(shots).padStart(2, '0')}-${name}.png`));
    },
    issue: async (document, beforeSubmit) => {
      await screens.form.open();
      await screens.form.fill(document);
      await beforeSubmit?.();
      await screens.form.submit();
      const id = await screens.form.issued();
      const { type, folio } = (await ask(page, 'documents.get', { id })).document;
      const done = { id, type, folio };
      issued.push(done);
      return done;
    },
    detail: detailOf,
    waitFor: (document, what, is) =>
      until(`T${document.type}F${document.folio} ${what}`, async () => {
        const detail = await detailOf(document);
        return is(detail) ? detail : null;
      }),
  };
};
