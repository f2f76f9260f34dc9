import { Anchor, Modal, Text } from '@mantine/core';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../components/hidden-caption.tsx';
import { addressOf } from '../../lib/route.ts';
import { lastLeftAlone } from './left-alone.ts';
import styles from './queue.module.css';

const t = texts.queue.report;

/** What the last action for many left as it was, one by one, and why. */
export const LeftAloneModal = ({ onClose }: { readonly onClose: () => void }) => {
  const left = lastLeftAlone();
  if (left === null) return null;
  const { total, rows } = left;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t.leftTitle(total)}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Text c="dimmed" mb={12}>
        {t.leftText}
      </Text>
      <table className={styles['left']} data-testid="left-alone">
        <HiddenCaption>{t.leftTitle(total)}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{texts.common.table.document}</th>
            <th scope="col">{t.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, why }) => (
            <tr key={id} data-testid="left-alone-row">
              <td>
                <Anchor href={addressOf('cola', 'ver', id)}>{name}</Anchor>
              </td>
              <td>{t.why[why]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && (
        <Text c="dimmed" mt={12} data-testid="left-alone-more">
          {texts.lists.first(formatNumber(rows.length), formatNumber(total))}
        </Text>
      )}
    </Modal>
  );
};
