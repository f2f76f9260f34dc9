import { Button, Group } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatTotal } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { PdfButton } from '../../components/document/pdf-button.tsx';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { Card, Page } from '../../components/page.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { addressOf } from '../../lib/route.ts';
import { documentName } from '../../lib/text.ts';
import { holdupLine, useHoldup } from '../../lib/use-holdup.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWatched } from '../../lib/use-watched.ts';
import styles from './issued-page.module.css';
import { stepsOf } from './issued-steps.ts';

type Detail = Output<'documents.get'>;

const t = texts.documents.issued;

/** Right after issuing: what is done, what happens next by itself, and where to go. */
export const IssuedPage = ({ id }: { readonly id: number }) => {
  const query = useWatched(id);
  return (
    <Async query={query}>
      {(detail) => (
        <Page title={t.title(documentName(detail.document))} narrow>
          <Card>
            <div className={styles['summary']} data-testid="issued-summary">
              <div>
                <div className={styles['receptor']}>{detail.document.receptorName}</div>
                <div className={styles['rut']}>{formatRut(detail.document.receptorRut)}</div>
              </div>
              <DocumentPill document={detail.document} />
              <div className={styles['total']}>{formatTotal(detail.document)}</div>
            </div>
            <Steps detail={detail} />
            <p className={styles['free']}>{t.free}</p>
            <Group mt={22}>
              <May channel="documents.issue">
                <Button
                  component="a"
                  href={addressOf('documentos', 'emitir')}
                  leftSection={<IconPlus size={17} aria-hidden />}
                  data-testid="issue-another"
                >
                  {t.another}
                </Button>
              </May>
              <Button
                component="a"
                variant="default"
                href={addressOf('documentos', 'ver', id)}
                rightSection={<IconArrowRight size={16} aria-hidden />}
                data-testid="issued-detail"
              >
                {t.detail}
              </Button>
              <PdfButton document={detail.document} />
              <Button component="a" variant="subtle" href={addressOf('documentos')}>
                {t.list}
              </Button>
            </Group>
          </Card>
        </Page>
      )}
    </Async>
  );
};

const Steps = ({ detail }: { readonly detail: Detail }) => {
  const holdup = useHoldup(detail.document);
  const now = useNow();
  const later = holdup === null ? null : holdupLine(holdup, now);
  return (
    <ol className={styles['steps']} aria-live="polite">
      {stepsOf(detail, later).map((step) => (
        <li key={step.label} data-done={step.done}>
          {step.done ? (
            <IconCircleCheck size={22} stroke={1.9} aria-label={texts.common.yes} role="img" />
          ) : (
            <IconCircleDashed size={22} stroke={1.9} aria-label={texts.common.no} role="img" />
          )}
          <div>
            <div className={styles['label']}>{step.label}</div>
            {!step.done && <div className={styles['note']}>{step.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
};
