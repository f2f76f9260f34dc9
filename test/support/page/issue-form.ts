import type { Locator, Page } from 'playwright';
import { choose, errorBeside } from './controls.ts';

/** One line as a person types it. */
export interface TypedLine {
  readonly name: string;
  readonly qty: string;
  readonly price: string;
  readonly discount?: string;
}

export interface TypedReceptor {
  readonly rut: string;
  readonly name: string;
  readonly giro: string;
  readonly address: string;
  readonly comuna: string;
}

export interface TypedDocument {
  /** As the list of types says it; left out, it is what the form offers first: a factura. */
  readonly typeName?: string;
  /** A boleta needs none. */
  readonly receptor?: TypedReceptor;
  readonly lines: readonly TypedLine[];
}

const RECEPTOR_FIELDS = ['rut', 'name', 'giro', 'address', 'comuna'] as const;

/** The form to issue a document. */
export const issueForm = (page: Page) => {
  const field = (testId: string): Locator => page.getByTestId(testId);

  const fillLine = async (index: number, line: TypedLine): Promise<void> => {
    if (index > 0) await field('line-add').click();
    await field(`line-${index}-name`).fill(line.name);
    await field(`line-${index}-qty`).fill(line.qty);
    await field(`line-${index}-price`).fill(line.price);
    if (line.discount !== undefined) await field(`line-${index}-discount`).fill(line.discount);
  };

  return {
    field,
    errorOf: (testId: string) => errorBeside(field(testId)),
    open: async (): Promise<void> => {
      await field('nav-documentos').click();
      await field('issue-open').click();
      await field('issue-form').waitFor();
    },
    fill: async (document: TypedDocument): Promise<void> => {
      if (document.typeName !== undefined) await choose(page, 'issue-type', document.typeName);
      if (document.receptor !== undefined)
        for (const name of RECEPTOR_FIELDS) await field(`receptor-${name}`).fill(document.receptor[name]);
      for (const [index, line] of document.lines.entries()) await fillLine(index, line);
    },
    importFile: (path: string): Promise<void> => field('issue-import-input').setInputFiles(path),
    total: async (): Promise<string> => (await field('issue-total').textContent())?.trim() ?? '',
    submit: (): Promise<void> => field('issue-submit').click(),
    /** Waits for the page that says that it was issued. @returns the document's id, from the address */
    issued: async (): Promise<number> => {
      await field('issued-summary').waitFor();
      const id = /emitido\/(\d+)/.exec(page.url())?.[1];
      if (id === undefined) throw new Error(`no document in the address ${page.url()}`);
      return Number(id);
    },
  };
};
