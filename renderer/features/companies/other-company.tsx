import { Button, Group } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { CardState } from '../safekeeping/card-state.tsx';
import styles from './companies.module.css';
import { labelOf, useCompanies } from './use-companies.ts';
import { WorkFor } from './work-for.tsx';

const t = texts.companies;

interface OtherCompanyProps {
  /** As the filter has it; null: the working one, of which nothing has to be said. */
  readonly value: string | null;
  readonly onBack: () => void;
}

/** Over a list of another company's documents: whose they are, what can be done with them, and what of them nobody sends. */
export const OtherCompany = ({ value, onBack }: OtherCompanyProps) => {
  const companies = useCompanies();
  const [working] = companies;
  const shown = companies.find((each) => each.company === value);
  if (working === undefined || shown === undefined) return null;
  const name = labelOf(shown, companies);
  return (
    <Card>
      <div className={styles['row']} data-testid="other-company">
        <div>
          <CardState
            icon={IconBuildingStore}
            tone={shown.unsent > 0 ? 'wait' : 'info'}
            title={t.other.title(name)}
            text={
              <>
                {t.other.text(labelOf(working, companies))}
                {shown.unsent > 0 && (
                  <div data-testid="other-unsent">
                    <strong>{t.unsent(shown.unsent, shown.name)}.</strong> {t.unsentText}
                  </div>
                )}
              </>
            }
          />
        </div>
        <Group gap={8} wrap="nowrap">
          <Button variant="default" size="sm" onClick={onBack} data-testid="other-back">
            {t.other.back(labelOf(working, companies))}
          </Button>
          <WorkFor company={shown} working={working} />
        </Group>
      </div>
    </Card>
  );
};
