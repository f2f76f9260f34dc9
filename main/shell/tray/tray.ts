import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { TrayCommand, TrayItem, TrayModel, TraySign } from '../../presence/tray-model.ts';
import { drawSign, SIGN_SIZE } from './sign.ts';

const imageOf = (sign: TraySign) =>
  nativeImage.createFromBitmap(drawSign(sign), { width: SIGN_SIZE, height: SIGN_SIZE, scaleFactor: 2 });

const menuOf = (groups: TrayModel['groups'], run: (command: TrayCommand) => void): Menu => {
  const entry = ({ label, command }: TrayItem): MenuItemConstructorOptions =>
    command === null ? { label, enabled: false } : { label, click: () => run(command) };
  const template = groups.flatMap((group, index): MenuItemConstructorOptions[] => [
    ...(index > 0 && group.length > 0 ? [{ type: 'separator' as const }] : []),
    ...group.map(entry),
  ]);
  return Menu.buildFromTemplate(template);
};

/** The sign in the system's tray. @returns a function that shows a model */
export const createTray = (run: (command: TrayCommand) => void): ((model: TrayModel) => void) => {
  let tray: Tray | null = null;
  let sign: TraySign | null = null;
  return (model) => {
    if (tray === null) {
      tray = new Tray(imageOf(model.sign));
      tray.on('click', () => run('open'));
    } else if (model.sign !== sign) tray.setImage(imageOf(model.sign));
    sign = model.sign;
    tray.setToolTip(model.tooltip);
    tray.setContextMenu(menuOf(model.groups, run));
  };
};
