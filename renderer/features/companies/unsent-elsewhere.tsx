import { Button, Group } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { CardState } from '../safekeeping/card-state.tsx';
import styles from './companies.module.css';
import { useCompanies } from './use-companies.ts';
import { WorkFor } from './work-for.tsx';

const t = texts.companies;

/** On Inicio: documents of companies beside the working one that the SII does not have, and that nobody sends. */
export const UnsentElsewhere = () => {
  const companies = useCompanies();
  const [working] = companies;
  if (working === undefined) return null;
  return companies
    .filter((each) => !each.working && each.eligible && each.unsent > 0)
    .map((each) => (
      <Card key={each.company}>
        <div className={styles['row']} data-testid="unsent-elsewhere">
          <CardState
            icon={IconBuildingStore}
            tone="wait"
            title={t.unsent(each.unsent, each.name)}
            text={t.unsentText}
          />
          <Group gap={8} wrap="nowrap">
            <Button
              component="a"
              variant="default"
              size="sm"
              href={`${addressOf('documentos')}?empresa=${each.company}`}
            >
              {t.look}
            </Button>
            <WorkFor company={each} working={working} />
          </Group>
        </div>
      </Card>
    ));
};
