/** An argument of Exec: quoted, with what means something in quotes escaped (Desktop Entry Specification, "The Exec key"). */
const quoted = (argument: string): string =>
  `"${argument.replaceAll(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`;

/** The file that makes a Linux desktop start a program when a person signs in (Desktop Application Autostart Specification). */
export const desktopEntry = (command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Resguardo',
    `Exec=${command.map(quoted).join(' ').replaceAll('\\', '\\\\')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
