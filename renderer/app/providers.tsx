import 'dayjs/locale/es';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { MOST_NOTICES } from '../components/notify.tsx';
import { createQueryClient, invalidateTopics } from '../lib/query-client.ts';
import { cssVariables, theme } from './theme.ts';

/** main's protocol handler puts the nonce of this load there; Mantine's style tags need it under the CSP. */
const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** What every screen stands on: theme, dates in Spanish, answers of main kept fresh, dialogs and notices. */
export const Providers = ({ children }: { readonly children: ReactNode }) => {
  const [client] = useState(createQueryClient);
  useEffect(() => window.app.onChange((topics) => invalidateTopics(client, topics)), [client]);
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <DatesProvider settings={{ locale: 'es', firstDayOfWeek: 1 }}>
          <ModalsProvider>
            <Notifications
              position="bottom-right"
              mb="var(--r-notices-bottom)"
              limit={MOST_NOTICES}
              autoClose={7_000}
            />
            {children}
          </ModalsProvider>
        </DatesProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
};
