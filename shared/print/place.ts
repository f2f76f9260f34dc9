/** Where the print page finds its data: an address that answers once. */
export const PRINT_PAGE = '/print.html';
export const PRINT_DATA = '/print-data/';

/** What the page takes as its title when it could not draw the document. */
export const PRINT_FAILED = 'print-failed';
