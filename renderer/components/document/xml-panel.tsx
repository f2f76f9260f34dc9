import { Group, Text } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CopyText } from '../copy-text.tsx';
import styles from './document-drawer.module.css';

const t = texts.documents.detail;

/** The signed XML, to read and to copy. */
export const XmlPanel = ({ xml }: { readonly xml: string }) => (
  <div>
    <Group justify="space-between" mb={8}>
      <Text size="sm" c="dimmed">
        {t.xmlLabel}
      </Text>
      <CopyText value={xml} label={t.copyXml} />
    </Group>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section className={styles['code']} aria-label={t.xmlLabel} tabIndex={0} data-testid="xml">
      <code className={styles['mono']} style={{ overflowWrap: 'normal' }}>
        {xml}
      </code>
    </section>
  </div>
);
