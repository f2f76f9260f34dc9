const PLACES: Readonly<Record<string, string>> = {
  'America/Punta_Arenas': 'Magallanes',
  'America/Coyhaique': 'Aysén',
  'Pacific/Easter': 'Isla de Pascua',
  'Chile/EasterIsland': 'Isla de Pascua',
};

/** Fiscal dates are those of continental Chile, also where the clock on the wall shows another hour. */
export const zone = {
  title: 'Hora',
  clock: (name: string) =>
    PLACES[name] === undefined
      ? 'Este computador no usa la hora de Chile continental.'
      : `Este computador usa la hora de ${PLACES[name]}.`,
  rule: 'Las fechas y horas de tus documentos son siempre las de Chile continental, como las pide el SII.',
  now: (instant: string) => `Allá ahora es ${instant}.`,
  issuedOn: (date: string) => `Hoy en Chile continental: ${date}`,
} as const;
