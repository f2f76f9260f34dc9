import { PasswordInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { SECRET_KINDS, type SecretKind, secretFlaw } from '../../shared/domain/operators.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.operators;

export interface SecretForm {
  readonly kind: SecretKind;
  readonly secret: string;
  readonly again: string;
}
export const NO_SECRET: SecretForm = { kind: 'pin', secret: '', again: '' };

/** What is wrong with a new PIN or passphrase, by field; nothing for a good one. */
export const secretErrors = ({ kind, secret, again }: SecretForm): { secret?: string; again?: string } => {
  const flaw = secretFlaw(kind, secret);
  if (flaw === 'short') return { secret: t.kinds[kind].hint };
  if (flaw === 'easy') return { secret: texts.errors.secret_too_easy().youCan };
  return secret === again ? {} : { again: t.fields.different };
};

interface SecretInputProps {
  readonly kind: SecretKind;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly testId: string;
  readonly autoFocus?: boolean;
}

/** A PIN, digits only, or a passphrase: never in clear unless the person asks to see it, never remembered by the window. */
export const SecretInput = ({
  kind,
  label,
  value,
  onChange,
  error,
  testId,
  autoFocus = false,
}: SecretInputProps) => (
  <PasswordInput
    label={label}
    value={value}
    autoComplete="off"
    inputMode={kind === 'pin' ? 'numeric' : 'text'}
    maxLength={kind === 'pin' ? 8 : 200}
    onChange={(event) =>
      onChange(kind === 'pin' ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value)
    }
    error={error ?? null}
    {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
    data-testid={testId}
  />
);

interface SecretFieldsProps {
  readonly legend: string;
  readonly value: SecretForm;
  readonly onChange: (value: SecretForm) => void;
  readonly errors: { readonly secret?: string; readonly again?: string };
  readonly testId: string;
}

/** A new PIN or passphrase, typed twice. */
export const SecretFields = ({ legend, value, onChange, errors, testId }: SecretFieldsProps) => (
  <Stack gap={12}>
    <div>
      <Text size="sm" fw={550} mb={4}>
        {legend}
      </Text>
      <SegmentedControl<SecretKind>
        aria-label={`${legend}: ${t.fields.kind}`}
        value={value.kind}
        onChange={(kind) => onChange({ kind, secret: '', again: '' })}
        data={SECRET_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind].name }))}
        size="sm"
        data-testid={`${testId}-kind`}
      />
      <Text size="sm" c="dimmed" mt={6}>
        {t.kinds[value.kind].hint}
      </Text>
    </div>
    <SimpleGrid cols={2} spacing={12}>
      <SecretInput
        kind={value.kind}
        label={t.kinds[value.kind].label}
        value={value.secret}
        onChange={(secret) => onChange({ ...value, secret })}
        error={errors.secret ?? null}
        testId={testId}
      />
      <SecretInput
        kind={value.kind}
        label={t.kinds[value.kind].repeat}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        error={errors.again ?? null}
        testId={`${testId}-again`}
      />
    </SimpleGrid>
  </Stack>
);
