import { rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import { ensureFolder, writeDurably } from '../../backup/durable.ts';
import { sha256 } from '../../backup/hash.ts';
import type { Handlers } from '../dispatch.ts';
import { onPaper, pdfOf } from '../printing.ts';
import type { Services } from '../services.ts';

export const printHandlers = ({
  store,
  desktop,
  preferences,
  printFolder,
}: Services): Pick<Handlers, 'documents.pdf' | 'documents.preview' | 'documents.print'> => {
  const printing = { store, desktop, preferences };
  /** Signed bytes and what they are, or an error: a document that has changed is not printed. */
  const signed = (id: number) => {
    const document = store.documents.get(id);
    const content = store.documents.content(id);
    if (!document || !content) throw appError('not_found');
    const { type, folio, companyId } = document;
    if (sha256(content.bytes) !== document.sha256) throw appError('document_damaged', { type, folio });
    return { bytes: content.bytes, companyId, name: `T${type}F${folio}` };
  };

  let emptied: Promise<void> | undefined;
  /** What earlier runs left to be looked at goes first; a file that a viewer holds open may stay. */
  const folderForViewing = async (): Promise<string> => {
    emptied ??= rm(printFolder, { recursive: true, force: true }).catch(() => undefined);
    await emptied;
    await ensureFolder(printFolder);
    return printFolder;
  };

  return {
    'documents.pdf': async (input) => {
      const { name, ...document } = signed(input.id);
      if (input.action === 'save' && !isAbsolute(input.folder)) throw appError('folder_not_writable');
      const pdf = await pdfOf(printing, document, input);
      const folder = input.action === 'save' ? input.folder : await folderForViewing();
      const file = join(folder, `${name}${input.cedible ? '-cedible' : ''}.pdf`);
      const { path } = await writeDurably(file, pdf, { conflict: 'number' });
      const opened = input.action === 'open' && (await desktop.openFile(path));
      return { file: path, opened };
    },
    'documents.preview': async (input) => {
      const { name, ...document } = signed(input.id);
      const pdf = await pdfOf(printing, document, input);
      return { name, pdf: Buffer.from(pdf).toString('base64') };
    },
    'documents.print': async (input) => ({
      printed: await onPaper(printing, signed(input.id), input),
    }),
  };
};
