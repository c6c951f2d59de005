export { escapeHtml, type MailBody, writeLetter } from './letter.ts';
export { smtpTransport, type Transport } from './transport.ts';
