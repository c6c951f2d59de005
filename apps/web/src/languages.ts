/** The languages that there are pages in, by their own names; the first is the one when nobody asks. */
export const LANGUAGES = { en: 'English', cy: 'Cymraeg' } as const;

export type Language = keyof typeof LANGUAGES;
