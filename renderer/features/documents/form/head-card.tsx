import { Select } from '@mantine/core';
import { formatNumber } from '../../../../shared/format/money.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { DateField } from '../../../components/date-field.tsx';
import { Card } from '../../../components/page.tsx';
import { typeName } from '../../../lib/text.ts';
import { useIssuedOnHint } from '../../../lib/use-zone.ts';
import type { IssuableType } from './issuable-types.ts';
import styles from './issue-form.module.css';
import { correction, correctsAnother, type IssueForm, isBoleta, saysPayment } from './model.ts';
import { optionsOf } from './options.ts';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form;
/** An imported draft that does not say how it is paid: the SII takes a factura for credit, and so it is said. */
const unsaid = (type: number) => ({
  value: '',
  label: type === 33 || type === 34 ? t.paymentAssumed : t.paymentUnsaid,
});
const at = (name: string): string => `Encabezado.IdDoc.${name}`;

interface HeadCardProps {
  readonly control: FormControl;
  readonly types: readonly IssuableType[];
}

/** What another type needs besides: a guía its reason, a note the document that it corrects. */
const changeType = (form: IssueForm, type: number): Partial<IssueForm> => ({
  type,
  payment: saysPayment(type) ? form.payment || '1' : '',
  transfer: type === 52 && form.transfer === '' ? '1' : form.transfer,
  references: correctsAnother(type) && form.references.length === 0 ? [correction(type)] : form.references,
});

/** Type with its next folio, date, payment; for a guía its reason and who carries. */
export const HeadCard = ({ control, types }: HeadCardProps) => {
  const { form, change, touch, errorAt } = control;
  const zoneHint = useIssuedOnHint();
  const current = types.find((each) => each.type === form.type);
  const known = current ? types : [...types, { type: form.type, left: 0, next: null }];
  const folio =
    current && current.next !== null
      ? t.nextFolio(formatNumber(current.next), formatNumber(current.left))
      : t.noFolios;
  return (
    <Card>
      <div className={styles['head']}>
        <Select
          label={t.type}
          description={folio}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={known.map((each) => ({ value: String(each.type), label: typeName(each.type) }))}
          value={String(form.type)}
          allowDeselect={false}
          onChange={(type) => change(changeType(form, Number(type)))}
          error={errorAt(at('TipoDTE'))}
          data-testid="issue-type"
        />
        {form.type === 52 && (
          <>
            <Select
              className={styles['wide'] ?? ''}
              label={t.transfer}
              data={optionsOf(t.transfers)}
              value={form.transfer}
              onChange={(transfer) => change({ transfer: transfer ?? '' })}
              error={errorAt(at('IndTraslado'))}
              data-testid="issue-transfer"
            />
            <Select
              label={t.dispatch}
              data={optionsOf(t.dispatches)}
              value={form.dispatch === '' ? null : form.dispatch}
              clearable
              onChange={(dispatch) => change({ dispatch: dispatch ?? '' })}
              error={errorAt(at('TipoDespacho'))}
              data-testid="issue-dispatch"
            />
          </>
        )}
        <DateField
          label={t.issuedOn}
          placeholder={t.today}
          value={form.issuedOn}
          onChange={(issuedOn) => change({ issuedOn })}
          onBlur={() => touch(at('FchEmis'))}
          clearable
          error={errorAt(at('FchEmis'))}
          {...(zoneHint === null ? {} : { description: zoneHint })}
          testId="issue-date"
        />
        {(saysPayment(form.type) || (form.payment !== '' && !isBoleta(form.type))) && (
          <Select
            label={t.payment}
            data={form.payment === '' ? [unsaid(form.type), ...optionsOf(t.payments)] : optionsOf(t.payments)}
            value={form.payment}
            allowDeselect={false}
            onChange={(payment) => change({ payment: (payment ?? '') as IssueForm['payment'] })}
            error={errorAt(at('FmaPago'))}
            data-testid="issue-payment"
          />
        )}
        {(form.payment === '2' || form.dueDate !== null) && (
          <DateField
            label={t.dueDate}
            value={form.dueDate}
            onChange={(dueDate) => change({ dueDate })}
            onBlur={() => touch(at('FchVenc'))}
            clearable
            error={errorAt(at('FchVenc'))}
            testId="issue-due-date"
          />
        )}
      </div>
    </Card>
  );
};
