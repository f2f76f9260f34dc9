import { Alert, FileInput, List, PasswordInput, Stack } from '@mantine/core';
import { IconCertificate, IconPaperclip } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { formatRut, type Rut } from '../../../shared/domain/rut.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate, localDate } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CompanyFields } from '../../components/company-fields.tsx';
import { DropTarget } from '../../components/drop-target.tsx';
import { FileField } from '../../components/file-field.tsx';
import { typeName } from '../../lib/text.ts';
import { FolderStep } from './folder-step.tsx';
import styles from './real-setup.module.css';
import type { Looked, SetupErrors, SetupForm, Step } from './setup-form.ts';
import { TrialStep } from './trial-step.tsx';

const t = texts.onboarding.form;

interface StepFieldsProps {
  readonly step: Step;
  readonly environment: 'certification' | 'production';
  readonly form: SetupForm;
  readonly errors: SetupErrors;
  /** What main found in the files of this step. */
  readonly looked: Looked | null;
  readonly onChange: (part: Partial<SetupForm>) => void;
}

const rangeOf = (looked: Looked | null, name: string): string => {
  const range = looked?.cafs.find((each) => each.name === name)?.range;
  return range ? t.cafRange(typeName(range.type), formatNumber(range.from), formatNumber(range.to)) : '';
};

/** A file that comes once more takes the place of the former one. */
const withoutNames = (files: readonly File[], others: readonly File[]): readonly File[] =>
  files.filter(({ name }) => !others.some((other) => other.name === name));

/** The fields of one step. */
export const StepFields = ({ step, environment, form, errors, looked, onChange }: StepFieldsProps) => {
  switch (step) {
    case 'company':
      return (
        <CompanyFields
          value={form.company}
          errors={errors}
          onChange={(part) => onChange({ company: { ...form.company, ...part } })}
          nroResolHint={
            environment === 'certification' ? t.nroResolHintCertification : t.nroResolHintProduction
          }
        />
      );
    case 'certificate':
      return (
        <Stack>
          <FileField
            label={t.pfx}
            placeholder={t.pfxPlaceholder}
            accept=".pfx,.p12"
            value={form.pfx}
            onChange={(pfx) => onChange({ pfx })}
            error={errors['pfx']}
            testId="setup-pfx"
          />
          <PasswordInput
            label={t.pfxPassword}
            value={form.pfxPassword}
            onChange={(event) => onChange({ pfxPassword: event.currentTarget.value })}
            error={errors['pfxPassword']}
            data-testid="setup-pfx-password"
          />
          <p className={styles['note']}>{t.pfxNote}</p>
          {looked?.certificate && (
            <Alert
              color="green"
              icon={<IconCertificate size={18} aria-hidden />}
              title={t.certificateOf(looked.certificate.name)}
              data-testid="setup-certificate"
            >
              {t.certificateText(
                formatRut(looked.certificate.rut as Rut),
                formatDate(localDate(looked.certificate.validTo)),
              )}
            </Alert>
          )}
        </Stack>
      );
    case 'cafs':
      return (
        <Stack>
          <DropTarget onFiles={(cafs) => onChange({ cafs: [...withoutNames(form.cafs, cafs), ...cafs] })}>
            <FileInput
              label={t.cafs}
              placeholder={t.cafsPlaceholder}
              accept=".xml"
              multiple
              value={[...form.cafs]}
              onChange={(cafs) => onChange({ cafs })}
              error={errors['cafs']}
              leftSection={<IconPaperclip size={16} aria-hidden />}
              data-testid="setup-cafs"
              fileInputProps={{ 'data-testid': 'setup-cafs-input' } as ComponentProps<'input'>}
            />
          </DropTarget>
          {form.cafs.length > 0 && (
            <List size="sm" aria-label={t.cafsChosen}>
              {form.cafs.map((file) => (
                <List.Item key={file.name}>
                  {file.name}
                  {rangeOf(looked, file.name)}
                </List.Item>
              ))}
            </List>
          )}
          <p className={styles['note']}>{t.cafsNote}</p>
        </Stack>
      );
    case 'folder':
      return <FolderStep />;
    case 'trial':
      return <TrialStep form={form} />;
    case 'passphrase':
      return (
        <Stack>
          <p className={styles['note']}>{t.passphraseNote}</p>
          <PasswordInput
            label={t.passphrase}
            withAsterisk
            value={form.passphrase}
            onChange={(event) => onChange({ passphrase: event.currentTarget.value })}
            error={errors['passphrase']}
            data-testid="setup-passphrase"
          />
          <PasswordInput
            label={t.passphraseAgain}
            withAsterisk
            value={form.passphraseAgain}
            onChange={(event) => onChange({ passphraseAgain: event.currentTarget.value })}
            error={errors['passphraseAgain']}
            data-testid="setup-passphrase-again"
          />
        </Stack>
      );
  }
};
