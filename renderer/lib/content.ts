/** Id of the part of the window beside the navigation: what scrolls when a screen is longer than it. */
export const CONTENT = 'contenido';
