import { Button, Group, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconCertificate, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatDate, localDate } from '../../../shared/format/time.ts';
import type { CompanyView } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { FileField } from '../../components/file-field.tsx';
import { Labelled } from '../../components/labelled.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { call, errorValueOf } from '../../lib/api.ts';
import { readBase64 } from '../../lib/files.ts';
import { errorText } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './folios.module.css';

const t = texts.settings.certificate;
const SOON = 30 * 86_400_000;
type Certificate = NonNullable<CompanyView['certificate']>;

/** The certificate in use, and how to change it. */
export const CertificateSection = () => {
  const query = useApi('company.get', {});
  const [replacing, setReplacing] = useState(false);
  return (
    <Card
      title={t.title}
      text={t.text}
      action={
        <Button variant="default" onClick={() => setReplacing(!replacing)} data-testid="certificate-replace">
          {query.data?.certificate ? t.replace : t.load}
        </Button>
      }
    >
      <Async query={query} rows={3}>
        {({ certificate }) =>
          certificate === null ? (
            <p className={styles['soft']}>{t.missing}</p>
          ) : (
            <Facts certificate={certificate} />
          )
        }
      </Async>
      {replacing && <Replace onDone={() => setReplacing(false)} />}
    </Card>
  );
};

const Facts = ({ certificate }: { readonly certificate: Certificate }) => {
  const now = useNow();
  const { validFrom, validTo } = certificate;
  const left = validTo - now;
  const pill =
    left <= 0 ? (
      <Pill tone="bad" icon={IconCircleX}>
        {t.expired}
      </Pill>
    ) : left < SOON ? (
      <Pill tone="wait" icon={IconAlertTriangle}>
        {t.soon}
      </Pill>
    ) : (
      <Pill tone="ok" icon={IconCircleCheck}>
        {t.valid}
      </Pill>
    );
  return (
    <Labelled
      items={[
        { label: t.holder, value: certificate.holderName },
        { label: t.rut, value: formatRut(certificate.holderRut) },
        {
          label: t.validity,
          value: (
            <Group component="span" gap={10}>
              {t.from(formatDate(localDate(validFrom)), formatDate(localDate(validTo)))}
              {pill}
            </Group>
          ),
        },
        { label: t.fingerprint, value: <span className={styles['path']}>{certificate.fingerprint}</span> },
      ]}
    />
  );
};

const Replace = ({ onDone }: { readonly onDone: () => void }) => {
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const load = useMutation({
    networkMode: 'always',
    mutationFn: async (chosen: File) =>
      call('certificates.import', { pfx: await readBase64(chosen), password }),
    onSuccess: () => {
      notifyDone(t.saved);
      onDone();
    },
  });
  const error = load.error === null ? null : errorValueOf(load.error);
  const aboutPassword = error?.code === 'pfx_wrong_password';
  const message = error === null ? null : `${errorText(error).what} ${errorText(error).youCan}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== null) load.mutate(file);
  };
  return (
    <form onSubmit={submit} className={styles['block']}>
      <div style={{ display: 'grid', gap: 14, maxWidth: 460 }}>
        <FileField
          label={t.file}
          placeholder={texts.onboarding.form.pfxPlaceholder}
          accept=".pfx,.p12"
          value={file}
          onChange={setFile}
          error={aboutPassword ? null : message}
          testId="certificate-file"
        />
        <PasswordInput
          label={t.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={aboutPassword ? message : null}
          data-testid="certificate-password"
        />
        <Button
          type="submit"
          leftSection={<IconCertificate size={17} aria-hidden />}
          disabled={file === null}
          loading={load.isPending}
          data-testid="certificate-submit"
        >
          {t.submit}
        </Button>
      </div>
    </form>
  );
};
