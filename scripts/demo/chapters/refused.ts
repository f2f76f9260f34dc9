import { DOCUMENTS } from '../invented.ts';
import type { Stage } from '../stage.ts';

export const refused = async (stage: Stage): Promise<void> => {
  const { checks, shoot, practice, queue, waitFor, go } = stage;
  await practice.setFault('schema_rejection');
  const document = await stage.issue(DOCUMENTS.refused);
  const { document: row } = await waitFor(
    document,
    'stopped',
    (seen) => seen.document.queueState === 'needs_person',
  );
  checks.equal(
    'a validation error stops the job',
    [row.error?.class, row.error?.code],
    ['validation', 'bad_schema'],
  );
  checks.equal('nothing is scheduled for it', row.nextDueAt, null);
  await practice.setFault('none');
  await practice.advance(1);
  await go('inicio');
  checks.equal(
    'Inicio says that a person is needed',
    await stage.page.getByTestId('home-hero').getAttribute('data-kind'),
    'person',
  );
  await shoot('inicio-necesita-ayuda');
  await queue.tab('person');
  await shoot('cola-requiere-accion');
  await queue.openDetail(document);
  await stage.drawer.waitFor();
  await shoot('cola-detalle-validacion');
  await stage.drawer.close();
};
