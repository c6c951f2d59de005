/** The language of this catalogue: what pages call themselves, and how numbers and dates are written. */
export const language = 'en';
/** BCP 47: of the pages, of numbers and of dates. */
export const locale = 'en-GB';
