import { Text, Timeline } from '@mantine/core';
import { formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { actorName } from '../../lib/text.ts';
import type { DocumentDetail } from './document-detail.ts';
import styles from './document-drawer.module.css';

/** The document's way, step by step, as the audit trail has it. */
export const TimelinePanel = ({ detail }: { readonly detail: DocumentDetail }) => {
  if (detail.timeline.length === 0) return <Text c="dimmed">{texts.documents.detail.timelineEmpty}</Text>;
  return (
    <Timeline active={detail.timeline.length - 1} bulletSize={14} lineWidth={2}>
      {detail.timeline.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the trail only grows at its end, and steps may share their instant
        <Timeline.Item key={index} title={texts.audit[step.action](step.params)}>
          <span className={styles['soft']}>
            {formatInstant(step.at)} · {actorName(step.actor)}
          </span>
        </Timeline.Item>
      ))}
    </Timeline>
  );
};
