import { IconFileCertificate } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DropTarget } from '../../components/drop-target.tsx';
import { Empty } from '../../components/empty.tsx';
import { Async } from '../../components/loading.tsx';
import { Changeable, May, ReadOnlyNote } from '../../components/may.tsx';
import { Card, Page } from '../../components/page.tsx';
import { useApi } from '../../lib/use-api.ts';
import { useMay } from '../../lib/use-session.ts';
import { CertificateSection } from './certificate-section.tsx';
import styles from './folios.module.css';
import { ImportCafs, useCafImport } from './import-cafs.tsx';
import { TypeCard } from './type-card.tsx';

const t = texts.folios;

/** Folios y certificado: what the SII authorised, how long it lasts, and what became of folios without a document. */
export const Folios = () => {
  const query = useApi('folios.report', {});
  const cafs = useCafImport();
  const may = useMay('cafs.import');
  return (
    <Page
      title={t.title}
      lead={may ? `${t.lead} ${t.dropHint}` : t.lead}
      actions={
        <May channel="cafs.import">
          <ImportCafs {...cafs} />
        </May>
      }
      narrow
    >
      <ReadOnlyNote channel="cafs.import" />
      <Changeable channel="cafs.import">
        <DropTarget
          off={!may || cafs.isPending}
          onFiles={(files) => void cafs.loadAll(files)}
          testId="folios-drop"
        >
          <div className={styles['cards']}>
            <CertificateSection />
            <Async query={query} rows={8}>
              {({ items }) =>
                items.length === 0 ? (
                  <Card>
                    <Empty icon={IconFileCertificate} title={t.emptyTitle} text={t.emptyText} />
                  </Card>
                ) : (
                  items.map((report) => <TypeCard key={report.type} report={report} />)
                )
              }
            </Async>
          </div>
        </DropTarget>
      </Changeable>
    </Page>
  );
};
