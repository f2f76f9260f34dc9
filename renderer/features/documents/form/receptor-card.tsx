import { TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatRut, parseRut, type Rut } from '../../../../shared/domain/rut.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Card } from '../../../components/page.tsx';
import { useApi } from '../../../lib/use-api.ts';
import { isExport } from './export-fields.ts';
import styles from './issue-form.module.css';
import { type FormReceptor, isBoleta } from './model.ts';
import { RememberedInput, useTyped } from './remembered-input.tsx';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form.receptor;
const at = (name: string): string => `Encabezado.Receptor.${name}`;

type Receptor = Output<'drafts.receptors'>['items'][number];

interface Field {
  readonly name: keyof FormReceptor;
  readonly element: string;
  readonly span: string | undefined;
  readonly required: boolean;
  readonly testId: string;
}

const FIELDS: readonly Field[] = [
  { name: 'name', element: 'RznSocRecep', span: styles['span4'], required: true, testId: 'receptor-name' },
  { name: 'giro', element: 'GiroRecep', span: styles['span3'], required: true, testId: 'receptor-giro' },
  { name: 'email', element: 'CorreoRecep', span: styles['span3'], required: false, testId: 'receptor-email' },
  { name: 'address', element: 'DirRecep', span: styles['span4'], required: true, testId: 'receptor-address' },
  { name: 'comuna', element: 'CmnaRecep', span: styles['span2'], required: true, testId: 'receptor-comuna' },
];

/** Who receives the document. The RUT is checked while typing and tidied on leaving. */
export const ReceptorCard = ({ control }: { readonly control: FormControl }) => {
  const { receptor } = control.form;
  const set = (part: Partial<FormReceptor>) => control.change({ receptor: { ...receptor, ...part } });
  const rut = parseRut(receptor.rut);
  const typed = useTyped(receptor.name);
  const [isTyping, setTyping] = useState(false);
  const named = useApi(
    'drafts.receptors',
    { text: typed ?? '' },
    { enabled: isTyping && typed !== null, keepPrevious: true },
  );
  const offers = isTyping && typed !== null ? (named.data?.items ?? []) : [];
  /** All that is known of somebody, in the place of what was typed. */
  const take = (known: Receptor | undefined): void => {
    if (known === undefined) return;
    setTyping(false);
    set({ ...known, rut: formatRut(known.rut as Rut) });
  };
  // A whole RUT of somebody who was invoiced before says the rest, where nothing else was typed yet.
  const isAlone = rut !== null && receptor.name === '' && receptor.address === '';
  const recall = useApi('drafts.receptors', { text: rut ?? '' }, { enabled: isAlone });
  const recalled = isAlone ? recall.data?.items.find((each) => each.rut === rut) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each somebody, whatever the form says meanwhile
  useEffect(() => take(recalled), [recalled]);
  const boleta = isBoleta(control.form.type);
  const fields = boleta ? FIELDS.filter(({ name }) => name !== 'giro' && name !== 'email') : FIELDS;
  const foreign = isExport(control.form.type);
  const text = boleta ? t.optional : foreign ? texts.exchange.exportCard.receptor : null;
  return (
    <Card title={t.title} {...(text === null ? {} : { text })}>
      <div className={styles['grid']}>
        <TextInput
          className={styles['span2'] ?? ''}
          label={t.rut}
          placeholder={t.rutPlaceholder}
          withAsterisk={!boleta && !foreign}
          value={receptor.rut}
          onChange={(event) => set({ rut: event.currentTarget.value })}
          onBlur={() => {
            control.touch(at('RUTRecep'));
            if (rut !== null) set({ rut: formatRut(rut) });
          }}
          rightSection={
            rut === null ? null : (
              <IconCircleCheck
                size={18}
                color="var(--r-ok)"
                role="img"
                aria-label={texts.onboarding.form.rutGood}
              />
            )
          }
          error={control.errorAt(at('RUTRecep'))}
          data-testid="receptor-rut"
        />
        {fields.map((field) => {
          const common = {
            className: field.span ?? '',
            label: t[field.name],
            withAsterisk: field.required && !boleta && (!foreign || field.name === 'name'),
            value: receptor[field.name],
            onBlur: () => control.touch(at(field.element)),
            error: control.errorAt(at(field.element)),
            'data-testid': field.testId,
          };
          return field.name === 'name' ? (
            <RememberedInput
              key={field.name}
              {...common}
              offers={offers.map(({ name, rut }) => `${name} · ${formatRut(rut as Rut)}`)}
              onType={(name) => {
                setTyping(true);
                set({ name });
              }}
              onPick={(index) => take(offers[index])}
            />
          ) : (
            <TextInput
              key={field.name}
              {...common}
              onChange={(event) => set({ [field.name]: event.currentTarget.value })}
            />
          );
        })}
      </div>
    </Card>
  );
};
