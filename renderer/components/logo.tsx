/** The shield with a check. */
export const Logo = ({ size = 28 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
    <path
      d="M16 2.5 27 6.4v8.7c0 6.9-4.4 12-11 14.4C9.4 27.1 5 22 5 15.1V6.4L16 2.5Z"
      style={{ fill: 'light-dark(#4453d6, #6273e6)' }}
    />
    <path
      d="m11 16 3.6 3.6L21.5 12.6"
      stroke="#fff"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
