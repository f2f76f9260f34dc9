import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatRut } from '../../../shared/domain/rut.ts';
import type { CompanyView } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CompanyFields } from '../../components/company-fields.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { type CompanyForm, companyErrors, companyOf } from '../../lib/company-form.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { LogoSection } from '../exchange/logo-section.tsx';
import { OfficeSection } from '../exchange/office-section.tsx';
import { MoveOn } from './move-on.tsx';

const t = texts.settings.company;

const formOf = (company: CompanyView): CompanyForm => ({
  rut: formatRut(company.rut),
  name: company.name,
  giro: company.giro,
  acteco: company.acteco.join(', '),
  address: company.address,
  comuna: company.comuna,
  city: company.city ?? '',
  fchResol: company.fchResol,
  nroResol: company.nroResol,
});

/** The company's data, which go into every document. */
export const CompanySection = () => {
  const query = useApi('company.get', {});
  return (
    <>
      <Card title={texts.settings.sections.company} text={t.text}>
        <Async query={query}>
          {(company) => (
            <>
              <Editor key={company.id} company={company} />
              {company.environment === 'certification' && <MoveOn from="certification" />}
            </>
          )}
        </Async>
      </Card>
      <LogoSection />
      <OfficeSection />
    </>
  );
};

const Editor = ({ company }: { readonly company: CompanyView }) => {
  const [form, setForm] = useState(() => formOf(company));
  const [tried, setTried] = useState(false);
  const update = useAction('company.update');
  const errors = companyErrors(form);
  const changed = JSON.stringify(form) !== JSON.stringify(formOf(company));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    const { rut: _, ...data } = companyOf(form);
    update.mutate(data, { onSuccess: () => notifyDone(t.saved), onError: notifyFailed });
  };
  return (
    <form onSubmit={submit} noValidate>
      <CompanyFields
        value={form}
        errors={tried ? errors : {}}
        onChange={(part) => setForm((current) => ({ ...current, ...part }))}
        rutFixed
      />
      <Button type="submit" mt={20} disabled={!changed} loading={update.isPending} data-testid="company-save">
        {t.save}
      </Button>
    </form>
  );
};
