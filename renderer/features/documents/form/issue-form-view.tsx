import { Alert, Anchor, Button, List } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconInfoCircle, IconWand } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { May } from '../../../components/may.tsx';
import { notifyFailed } from '../../../components/notify.tsx';
import { Page } from '../../../components/page.tsx';
import { errorValueOf } from '../../../lib/api.ts';
import { exampleDraft, hasExample } from '../../../lib/example.ts';
import { addressOf, goTo } from '../../../lib/route.ts';
import { issueText, typeName } from '../../../lib/text.ts';
import { useStatus } from '../../../lib/use-now.ts';
import { useDiscard } from '../drafts/use-discard.ts';
import { AdjustmentsCard } from './adjustments-card.tsx';
import type { Beginning } from './begin.ts';
import { ExportCard } from './export-card.tsx';
import { isExport } from './export-fields.ts';
import { signOf } from './form-money.ts';
import { HeadCard } from './head-card.tsx';
import { ImportDraft } from './import-draft.tsx';
import type { IssuableType } from './issuable-types.ts';
import styles from './issue-form.module.css';
import { KeepingLine } from './keeping-line.tsx';
import { LinesCard } from './lines-card.tsx';
import { hiddenElements, isBoleta } from './model.ts';
import { formOf } from './read-draft.ts';
import { ReceptorCard } from './receptor-card.tsx';
import { ReferencesCard } from './references-card.tsx';
import { TotalsBar } from './totals-bar.tsx';
import { useIssueForm } from './use-issue-form.ts';
import { draftOf } from './write-draft.ts';

const t = texts.documents.form;

interface IssueFormViewProps {
  readonly begin: Beginning;
  /** The key of the kept draft that it goes on with. */
  readonly opened?: string | null;
  readonly types: readonly IssuableType[];
  readonly locked: boolean;
}

/** The form: what and when, who, lines, adjustments, references; the live totals stay in sight at the foot. */
export const IssueFormView = ({ begin, opened = null, types, locked }: IssueFormViewProps) => {
  const issueForm = useIssueForm(begin, opened);
  const discard = useDiscard();
  const [note, setNote] = useState(begin.note);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const elsewhereAlert = useRef<HTMLDivElement>(null);
  const { control, preview, elsewhere } = issueForm;
  const practice = useStatus().data?.environment === 'practice';
  const hidden = hiddenElements(control.form);
  const objected = begin.fault !== null;
  useEffect(() => {
    const field = objected && element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!field) return;
    field.focus();
    field.scrollIntoView({ block: 'center' });
  }, [objected]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const from = document.activeElement;
    issueForm.submit({
      onIssued: (row) => goTo(addressOf('documentos', 'emitido', row.id)),
      onRefused: (error) => {
        // What is wrong with the draft stands beside its fields and over the button; a notice would say it a third time.
        if (errorValueOf(error).code !== 'draft_invalid') notifyFailed(error);
        // After React has marked the fields: the person continues at the first one, unless already typing somewhere else.
        // What has no field stands at the top, out of sight of the button.
        setTimeout(() => {
          const now = document.activeElement;
          if (now !== from && now !== document.body) return;
          const field = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
          (field ?? elsewhereAlert.current)?.focus();
        }, 50);
      },
    });
  };

  return (
    <form ref={element} onSubmit={submit} noValidate data-testid="issue-form">
      <Page
        narrow
        title={t.title(typeName(control.form.type))}
        actions={
          <May channel="drafts.read">
            {practice && hasExample(control.form.type) && (
              <Button
                variant="default"
                leftSection={<IconWand size={17} aria-hidden />}
                onClick={() => {
                  issueForm.replace(formOf(exampleDraft(control.form.type), control.form.type), false);
                  setNote(texts.tour.example.filled);
                }}
                data-testid="issue-example"
              >
                {texts.tour.example.fill}
              </Button>
            )}
            <ImportDraft
              type={control.form.type}
              onRead={(form, said) => {
                issueForm.replace(form, true);
                setWarnings(said);
                setNote(null);
              }}
            />
          </May>
        }
      >
        <Anchor href={addressOf('documentos')} className={styles['back'] ?? ''}>
          <IconArrowLeft size={16} aria-hidden /> {t.back}
        </Anchor>
        <KeepingLine
          keeping={issueForm.kept.keeping}
          onDiscard={() => {
            issueForm.kept.hold();
            goTo(addressOf('documentos'));
            void discard(issueForm.kept.key, draftOf(control.form));
          }}
        />
        {note !== null && (
          <Alert icon={<IconInfoCircle size={18} aria-hidden />} data-testid="issue-from">
            {note}
          </Alert>
        )}
        {[...new Set(preview?.warnings ?? [])].map((code) => (
          <Alert
            key={code}
            color="yellow"
            icon={<IconInfoCircle size={18} aria-hidden />}
            data-testid={`warning-${code}`}
          >
            {texts.warnings[code]}
          </Alert>
        ))}
        {hidden > 0 && (
          <Alert icon={<IconInfoCircle size={18} aria-hidden />} data-testid="issue-kept">
            {t.keeps(hidden)}
          </Alert>
        )}
        {warnings.length > 0 && (
          <Alert color="yellow" icon={<IconInfoCircle size={18} aria-hidden />} title={t.importWarnings}>
            <List size="sm">
              {warnings.map((warning) => (
                <List.Item key={warning}>{warning}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {elsewhere.length > 0 && (
          <Alert
            ref={elsewhereAlert}
            tabIndex={-1}
            color="red"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t.issuesTitle}
          >
            <List size="sm" data-testid="issue-elsewhere">
              {elsewhere.map((issue) => (
                <List.Item key={`${issue.path}-${issue.code}`}>
                  {issue.path}: {issueText(issue)}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <HeadCard control={control} types={types} />
        <ReceptorCard control={control} />
        {isExport(control.form.type) && <ExportCard control={control} />}
        <LinesCard control={control} amounts={preview?.lineAmounts ?? []} />
        <AdjustmentsCard control={control} />
        {/* A boleta mentions no other document, unless a draft has brought that along. */}
        {(!isBoleta(control.form.type) || control.form.references.length > 0) && (
          <ReferencesCard control={control} />
        )}
        <TotalsBar
          totals={preview?.totals ?? {}}
          sign={signOf(control.form)}
          issues={issueForm.toMend}
          submitting={issueForm.submitting}
          locked={locked}
          outOfFolios={(types.find((each) => each.type === control.form.type)?.left ?? 0) === 0}
        />
      </Page>
    </form>
  );
};
