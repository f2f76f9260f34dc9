import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { typeName } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import styles from './restore.module.css';

const t = texts.restore.done;

/** The folio that the next document of each type gets. */
export const NextFolios = () => {
  const query = useApi('cafs.list', {});
  return (
    <Async query={query} rows={2}>
      {({ items }) => {
        const usable = items.filter((caf) => caf.left > 0);
        const types = [...new Set(items.map((caf) => caf.type))];
        if (types.length === 0) return <p className={styles['soft']}>{t.foliosEmpty}</p>;
        return (
          <ul className={styles['chips']}>
            {types.map((type) => {
              const next = usable.find((caf) => caf.type === type);
              return (
                <li key={type} data-testid={`next-folio-${type}`}>
                  {typeName(type)}{' '}
                  <strong>{next === undefined ? t.folioUsed : formatNumber(next.next)}</strong>
                  {next !== undefined && (
                    <span className={styles['soft']}> {t.folioLeft(formatNumber(next.left))}</span>
                  )}
                </li>
              );
            })}
          </ul>
        );
      }}
    </Async>
  );
};
