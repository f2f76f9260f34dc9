/** What the system's own dialogs say: those that come before the window, or over it. */
export const native = {
  startFailed: 'Resguardo no pudo abrir',
  chooseFolder: {
    export: 'Elige dónde guardar los documentos',
    vault: 'Elige la carpeta de respaldo',
  },
} as const;
