/** Cast-vote records in the common data format of NIST, version 1.0, in JSON and in XML. */
import type { BallotFormat, BallotReader, ReadOptions } from '../ballot-file.ts';
import { ContestPapers } from './contest-papers.ts';
import { JsonReport } from './json-report.ts';
import { writeNistJson } from './nist-json-write.ts';
import { XmlReport } from './xml-report.ts';

const SOURCE = 'NIST SP 1500-103, https://doi.org/10.6028/NIST.SP.1500-103';

function reader(
  format: string,
  options: ReadOptions,
  Report: typeof JsonReport | typeof XmlReport,
): BallotReader {
  const papers = new ContestPapers(options);
  const report = new Report(papers);
  return {
    push: (bytes) => report.push(bytes),
    end: () => {
      const ended = report.end();
      return ended.ok ? papers.finish(format) : ended;
    },
  };
}

export const nistJson: BallotFormat = {
  name: 'nist-json',
  title: 'Cast-vote records, NIST common data format 1.0 (JSON)',
  source: SOURCE,
  endings: ['json'],
  looksLike: (beginning) => {
    if (!/^\ufeff?\s*\{/.test(beginning)) return 'no';
    if (beginning.includes('"CVR.')) return 'surely';
    return /"(CVR|Election|ReportingDevice|GeneratedDate)"/.test(beginning) ? 'maybe' : 'no';
  },
  reader: (options) => reader('nist-json', options, JsonReport),
  write: writeNistJson,
};

export const nistXml: BallotFormat = {
  name: 'nist-xml',
  title: 'Cast-vote records, NIST common data format 1.0 (XML)',
  source: SOURCE,
  endings: ['xml'],
  looksLike: (beginning) =>
    /<(?:[\w.-]+:)?CastVoteRecordReport[\s>]/.test(beginning) ? 'surely' : 'no',
  reader: (options) => reader('nist-xml', options, XmlReport),
};
