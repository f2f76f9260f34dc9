import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Draft } from '../../../../shared/domain/draft.ts';
import { parseRut } from '../../../../shared/domain/rut.ts';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { errorValueOf } from '../../../lib/api.ts';
import { issueText } from '../../../lib/text.ts';
import { useAction, useApi } from '../../../lib/use-api.ts';
import type { Beginning } from './begin.ts';
import { fieldsWithIssues, type Issue, issueAt, issuesElsewhere, visibleIssues } from './field-issues.ts';
import type { IssueForm } from './model.ts';
import { valueAt } from './sii-fault.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { draftOf } from './write-draft.ts';

const t = texts.documents.form.from;
/** A pause in typing after which the totals are asked for. */
const PAUSE = 250;

/** What the fields of the form need: the values, how to change them, and what is wrong with each. */
export interface FormControl {
  readonly form: IssueForm;
  readonly change: (part: Partial<IssueForm>) => void;
  /** The person left this field: from now on it may say what is wrong with it. */
  readonly touch: (path: string) => void;
  /** The sentence beside a field, or null. */
  readonly errorAt: (...paths: readonly string[]) => string | null;
}

const NONE: readonly Issue[] = [];
const BAD_RUT: readonly Issue[] = [{ path: 'Encabezado.Receptor.RUTRecep', code: 'bad_rut' }];

/** What needs no answer of main: a RUT is checked while it is typed. */
const localIssues = ({ receptor }: IssueForm): readonly Issue[] =>
  receptor.rut.trim() !== '' && parseRut(receptor.rut) === null ? BAD_RUT : NONE;

/**
 * The form, its live totals, keeping it while it is typed, and issuing.
 * @param fault the field that the SII objected to, until it says something else
 * @param opened the key of the kept draft that it goes on with, if any
 */
export const useIssueForm = ({ form: initial, fault }: Beginning, opened: string | null) => {
  const [form, setForm] = useState(initial);
  const [begun] = useState(() => draftOf(initial));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const [refused, setRefused] = useState<readonly Issue[]>([]);
  const draft = useMemo(() => draftOf(form), [form]);
  const [settled] = useDebouncedValue(draft, PAUSE);
  const preview = useApi(
    'drafts.preview',
    { draft: settled as Input<'drafts.preview'>['draft'] },
    { keepPrevious: true },
  );
  const issue = useAction('documents.issue');
  const kept = useKeptDraft(draft, settled, opened);

  const found = preview.data?.issues ?? NONE;
  const local = localIssues(form);
  const issues = useMemo(
    () => visibleIssues([...local, ...refused, ...found], touched, submitted),
    [local, refused, found, touched, submitted],
  );

  const control: FormControl = {
    form,
    change: (part) => {
      setForm((current) => ({ ...current, ...part }));
      setRefused([]);
    },
    touch: (path) => setTouched((current) => (current.has(path) ? current : new Set(current).add(path))),
    errorAt: (...paths) => {
      const hit = paths.map((path) => issueAt(issues, path)).find((each) => each !== undefined);
      if (hit !== undefined) return issueText(hit);
      const objected = fault !== null && paths.includes(fault.path);
      return objected && valueAt(draft, fault.path) === valueAt(begun, fault.path)
        ? t.siiObjected(fault.said)
        : null;
    },
  };

  return {
    control,
    preview: preview.data,
    kept,
    /** Fields to mend, once the person has tried to issue; while typing, each field speaks for itself. */
    toMend: submitted ? fieldsWithIssues(issues) : 0,
    elsewhere: issuesElsewhere(issues, form),
    submitting: issue.isPending,
    /** Starts over with another form, such as that of an imported draft: all its fields may speak. */
    replace: (next: IssueForm, judged: boolean) => {
      setForm(next);
      setTouched(new Set());
      setSubmitted(judged);
      setRefused([]);
    },
    submit: (options: {
      readonly onIssued: (row: Output<'documents.issue'>) => void;
      readonly onRefused: (error: unknown) => void;
    }) => {
      setSubmitted(true);
      kept.hold();
      issue.mutate(
        { draft: draftOf(form) as Draft as Input<'documents.issue'>['draft'], kept: kept.key },
        {
          onSuccess: options.onIssued,
          onError: (error) => {
            kept.release();
            setRefused(errorValueOf(error).fields ?? []);
            options.onRefused(error);
          },
        },
      );
    },
  };
};
