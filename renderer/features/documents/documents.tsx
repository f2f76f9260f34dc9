import { Reserved } from '../../components/may.tsx';
import type { Route } from '../../lib/route.ts';
import { DocumentList } from './document-list.tsx';
import { IssuePage } from './form/issue-page.tsx';
import { IssuedPage } from './issued-page.tsx';
import { MassPage } from './mass/mass-page.tsx';

interface DocumentsProps {
  readonly route: Route;
  readonly locked: boolean;
}

/** Documentos: the list, the form to issue, and what happens after issuing. */
export const Documents = ({ route, locked }: DocumentsProps) => {
  if (route.page === 'emitir')
    return (
      <Reserved channel="documents.issue" keeps>
        <IssuePage route={route} locked={locked} />
      </Reserved>
    );
  if (route.page === 'masiva')
    return (
      <Reserved channel="intake.csvIssue">
        <MassPage locked={locked} />
      </Reserved>
    );
  if (route.page === 'emitido' && route.id !== null) return <IssuedPage id={route.id} />;
  return (
    <DocumentList openId={route.page === 'ver' ? route.id : null} company={route.query.get('empresa')} />
  );
};
