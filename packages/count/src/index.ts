export { type Paper, type PaperForm, paperLength, readPaper, type SpoiltReason, writePaper } from './paper.ts';
