import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CHANNELS, type ChangeTopic, EVENT_CHANNEL, GO_EVENT } from '../shared/ipc/channels.ts';
import type { AppApi } from '../shared/ipc/contract.ts';

/** One method for each channel of the contract and for nothing else: the page cannot name a channel of its own. */
const call = Object.fromEntries(
  CHANNELS.map((channel) => [channel, (input: unknown) => ipcRenderer.invoke(channel, input)]),
) as unknown as AppApi['call'];

const api = {
  call,
  onChange: (listener) => {
    const forward = (_event: IpcRendererEvent, topics: readonly ChangeTopic[]) => listener(topics);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  },
  onGo: (listener) => {
    const forward = (_event: IpcRendererEvent, address: string) => listener(address);
    ipcRenderer.on(GO_EVENT, forward);
    return () => ipcRenderer.removeListener(GO_EVENT, forward);
  },
} satisfies AppApi;

contextBridge.exposeInMainWorld('app', api);
