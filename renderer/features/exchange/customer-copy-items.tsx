import { Menu } from '@mantine/core';
import { IconFolderShare, IconMail, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';
import { useApi } from '../../lib/use-api.ts';

const t = texts.exchange.copy;
const ICON = { size: 16, 'aria-hidden': true } as const;

/** Boletas are handed over on paper or as a PDF: their XML goes to the SII alone. */
export const hasCustomerCopy = (type: number): boolean => type !== 39 && type !== 41;

/** Saves the customer's copy with the PDF into a folder that the person picks, or begins a message with them. */
export const useCustomerCopy = (id: number) => {
  const deliver = useMutation({
    networkMode: 'always',
    mutationFn: async (mail: boolean) => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('exchange.deliver', { id, folder, mail });
    },
    onSuccess: (done, mail) => {
      if (done === null) return;
      if (mail && !done.mailOpened) notifyProblem(t.noMailProgram, t.noMailProgramText);
      else notifyDone(mail ? t.mailStarted : t.saved, mail ? t.attach : done.xml);
    },
    onError: notifyFailed,
  });
  return { deliver: deliver.mutate, busy: deliver.isPending };
};

interface CustomerCopyItemsProps {
  readonly id: number;
  readonly deliver: (mail: boolean) => void;
  /** Writes to the customer from here, where Resguardo can. */
  readonly onMail: () => void;
}

/** The part of a document's menu that is about its customer. */
export const CustomerCopyItems = ({ id, deliver, onMail }: CustomerCopyItemsProps) => {
  const { data } = useApi('mail.ofDocument', { id });
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t.title}</Menu.Label>
      {data?.ready === true && (
        <Menu.Item leftSection={<IconSend {...ICON} />} onClick={onMail} data-testid="customer-mail">
          {t.send}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconFolderShare {...ICON} />}
        onClick={() => deliver(false)}
        data-testid="customer-copy-save"
      >
        {t.save}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconMail {...ICON} />}
        onClick={() => deliver(true)}
        data-testid="customer-copy-mail"
      >
        {t.mail}
      </Menu.Item>
    </>
  );
};
