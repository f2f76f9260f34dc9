import { siiStates } from '../../../shared/texts/states.ts';
import type { Detail } from '../../../test/support/page/desk.ts';
import { until } from '../../../test/support/page/until.ts';
import { DOCUMENTS } from '../invented.ts';
import type { Stage } from '../stage.ts';

const isAccepted = ({ document, backup }: Detail): boolean =>
  document.siiState === 'accepted' && document.queueState === 'success' && backup?.file != null;

export const normalDay = async (stage: Stage): Promise<void> => {
  const { checks, shoot, form, practice, documents, waitFor } = stage;
  await form.open();
  await shoot('formulario-vacio');
  const first = await stage.issue(DOCUMENTS.simple);
  await waitFor(first, 'received', ({ document }) => document.siiState === 'received');
  await shoot('emitida-y-recibida');
  const second = await stage.issue(DOCUMENTS.severalLines, async () => {
    const expected = '$230.991';
    await until('the total of all lines', async () => (await form.total()) === expected).catch(
      () => undefined,
    );
    checks.equal(
      'the form shows the total while typing, discount and IVA included',
      await form.total(),
      expected,
    );
    await shoot('formulario-lleno');
  });
  const third = await stage.issue(DOCUMENTS.guia, async () => {
    await until('the total of the guía', async () => (await form.total()) === '$234.906');
    await shoot('formulario-guia');
  });
  const three = [first, second, third];
  checks.equal(
    'folios are taken in order, of each type its own',
    three.map(({ type, folio }) => `T${type}F${folio}`),
    ['T33F1', 'T33F2', 'T52F1'],
  );
  for (const each of three) {
    await waitFor(each, 'received', ({ document }) => document.siiState === 'received');
  }
  await stage.go('inicio');
  await shoot('inicio-en-revision');
  await practice.advance(1);
  for (const each of three) {
    const { document, attempts } = await waitFor(each, 'accepted and in the vault', isAccepted);
    const name = `T${each.type}F${each.folio}`;
    checks.equal(`${name} is accepted and backed up`, document.siiState, 'accepted');
    const kinds = attempts.map(({ kind, outcome }) => `${kind} ${outcome}`);
    checks.equal(`${name} took one upload and one poll`, kinds, ['upload confirmed', 'poll confirmed']);
  }
  await documents.open();
  const row = await documents.row(first).textContent();
  checks.equal('the list says so in words', row?.includes(siiStates.accepted.name), true);
  await shoot('documentos-aceptados');
  await stage.go('inicio');
  await shoot('inicio-todo-bien');
};
