export { FileBytes, fileSource } from './file-bytes.ts';
